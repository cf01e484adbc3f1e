import { createHmac } from 'node:crypto';
import { brief, ensure, fail, parseJson, toJson } from '#checkKit';
import type { Fields } from './conduit';

/** JWT_SECRET in project.yaml: with it, the checks make tokens that the program has to believe. */
export const SECRET = 'the checks know this secret, so keep yours to yourself';

export type Claims = Fields;

/** What a token says. */
export const claimsOf = (token: string): Claims => parse(token).claims;

/** A token with a true signature, like one of the program: its header may name a key. */
export const signLike = (token: string, claims: Claims, secret = SECRET): string =>
  sign(`${parse(token).header}.${encode(claims)}`, secret);

/** The same claims, signed with the true secret by another algorithm of the family, which its header names. */
export function signBy(algorithm: 'HS384' | 'HS512', token: string): string {
  const header = { ...(parseJson(decode(parse(token).header)) as Fields), alg: algorithm };
  return sign(`${encode(header)}.${encode(claimsOf(token))}`, SECRET, algorithm.replace('HS', 'sha'));
}

/** Holds a token to what the program has to sign it with, and to an end. */
export function isSigned(token: string): void {
  const { header, content, claims, signature } = parse(token);
  const { alg } = parseJson(decode(header)) as Fields;
  ensure(alg === 'HS256', `The token should be signed with HS256, but its header says "alg": ${brief(alg)}.`);
  ensure(
    sign(content) === `${content}.${signature}`,
    'The signature of the token is not the HS256 of its first two parts with JWT_SECRET, so the program signs with another secret.',
  );
  const { exp } = claims;
  ensure(typeof exp === 'number', `The token never expires: its claim "exp" should be a time in seconds, but is ${brief(exp)}.`);
  ensure(exp * 1000 > Date.now(), 'The token has expired already: its claim "exp" is a time, in seconds, that is over.');
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

const sign = (content: string, secret = SECRET, hash = 'sha256'): string =>
  `${content}.${createHmac(hash, secret).update(content).digest('base64url')}`;

const encode = (value: unknown): string => Buffer.from(toJson(value) ?? '').toString('base64url');
const decode = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');
