import { createHmac } from 'node:crypto';
import { brief, fail, parseJson, toJson } from '#checkKit';
import type { Fields } from './conduit';

/** JWT_SECRET in project.yaml: with it, the checks make tokens that the program has to believe. */
export const SECRET = 'the checks know this secret, so keep yours to yourself';

export type Claims = Fields;

/** What a token says. */
export const claimsOf = (token: string): Claims => parse(token).claims;

/** A token with a true signature, like one of the program: its header may name a key. */
export function signLike(token: string, claims: Claims, secret = SECRET): string {
  const content = `${parse(token).header}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** A token that says of itself that it needs no signature. */
export const unsigned = (claims: Claims): string => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;

/** What one token says, under the signature of another. */
export const withSignatureOf = (token: string, other: string): string => `${parse(token).content}.${parse(other).signature}`;

function parse(token: string): { header: string; content: string; claims: Claims; signature: string } {
  const [header, claims, signature, ...rest] = token.split('.');
  try {
    if (header !== undefined && claims !== undefined && signature !== undefined && rest.length === 0) {
      parseJson(decode(header));
      return { header, content: `${header}.${claims}`, claims: parseJson(decode(claims)) as Claims, signature };
    }
  } catch {
    // Said below.
  }
  return fail(`The token should be a JSON Web Token, three parts with dots between them, but is ${brief(token)}.`);
}

const encode = (value: unknown): string => Buffer.from(toJson(value) ?? '').toString('base64url');
const decode = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');
