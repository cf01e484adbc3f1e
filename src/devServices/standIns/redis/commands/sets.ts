import { arg, read, write, type CommandContext, type CommandFamily } from '../command';

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
  srem: write(-3, ({ db }, args) => {
    const set = db.get(arg(args, 0), 'set');
    if (set === undefined) return 0;
    const removed = args.slice(1).filter((member) => set.members.delete(member)).length;
    if (removed > 0) db.changed(arg(args, 0));
    return removed;
  }),
  sismember: read(3, (context, args) => (membersOf(context, args).has(arg(args, 1)) ? 1 : 0)),
  smembers: read(2, (context, args) => [...membersOf(context, args)]),
  scard: read(2, (context, args) => membersOf(context, args).size),
};

function membersOf({ db }: CommandContext, args: readonly string[]): ReadonlySet<string> {
  return db.get(arg(args, 0), 'set')?.members ?? none;
}
