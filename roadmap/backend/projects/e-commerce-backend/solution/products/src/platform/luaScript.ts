/**
 * Redis runs a Lua script as one step: no other command comes in between. That is how "look, then change" stays
 * correct when many requests do it at once. Each script is a file next to the repository that uses it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

export type LuaScript = (keys: readonly string[], args: readonly (string | number)[]) => Promise<string[]>;

export function luaScript(redis: Redis, file: URL): LuaScript {
  const source = readFileSync(file, 'utf8');
  const sha = createHash('sha1').update(source).digest('hex');

  return async (keys, args) => {
    try {
      // Redis remembers scripts by their hash, so usually only the hash travels.
      return (await redis.evalsha(sha, keys.length, ...keys, ...args)) as string[];
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return (await redis.eval(source, keys.length, ...keys, ...args)) as string[];
    }
  };
}
