import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { parseInt64 } from '../numbers';
import { err, syntaxError, type Reply } from '../reply';
import { sampleCount } from './hashes';
import { sample } from './sampling';

const none: ReadonlySet<string> = new Set();

export const setCommands: CommandFamily = {
  sadd: write(-3, ({ db }, args) => {
    const key = arg(args, 0);
    const { members } = db.getOrCreate(key, 'set');
    const before = members.size;
    for (const member of args.slice(1)) members.add(member);
    if (members.size > before) db.changed(key);
    return members.size - before;
  }),
  srem: write(-3, (context, args) => removeMembers(context, arg(args, 0), args.slice(1))),
  sismember: read(3, (context, args) => (membersOf(context, arg(args, 0)).has(arg(args, 1)) ? 1 : 0)),
  smismember: read(-3, (context, args) => {
    const members = membersOf(context, arg(args, 0));
    return args.slice(1).map((member) => (members.has(member) ? 1 : 0));
  }),
  smembers: read(2, (context, args) => [...membersOf(context, arg(args, 0))]),
  scard: read(2, (context, args) => membersOf(context, arg(args, 0)).size),
  spop: write(-2, pop),
  srandmember: read(-2, (context, args) => {
    if (args.length > 2) throw syntaxError();
    const count = args.length === 1 ? undefined : sampleCount(arg(args, 1));
    const members = [...membersOf(context, arg(args, 0))];
    return count === undefined ? (sample(members, 1)[0] ?? null) : sample(members, count);
  }),
  smove: write(4, move),
};

/** The members of a set, none when there is no such key. */
export function membersOf({ db }: CommandContext, key: string): ReadonlySet<string> {
  return db.get(key, 'set')?.members ?? none;
}

function removeMembers({ db }: CommandContext, key: string, gone: readonly string[]): number {
  const set = db.get(key, 'set');
  if (set === undefined) return 0;
  const removed = gone.filter((member) => set.members.delete(member)).length;
  if (removed > 0) db.changed(key);
  return removed;
}

function pop(context: CommandContext, args: readonly string[]): Reply {
  if (args.length > 2) throw syntaxError();
  const key = arg(args, 0);
  const single = args.length === 1;
  const count = single ? 1n : parseInt64(arg(args, 1));
  if (count === undefined || count < 0n) throw err('value is out of range, must be positive');
  const chosen = sample([...membersOf(context, key)], Number(count));
  removeMembers(context, key, chosen);
  return single ? (chosen[0] ?? null) : chosen;
}

function move(context: CommandContext, args: readonly string[]): Reply {
  const [from, to, member] = [arg(args, 0), arg(args, 1), arg(args, 2)];
  const source = context.db.get(from, 'set');
  if (source === undefined) return 0;
  context.db.get(to, 'set');
  if (!source.members.has(member)) return 0;
  if (from === to) return 1;
  removeMembers(context, from, [member]);
  context.db.getOrCreate(to, 'set').members.add(member);
  context.db.changed(to);
  return 1;
}
