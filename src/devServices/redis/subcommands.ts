import type { Command, CommandContext, CommandFamily } from './command';
import { err, wrongArity } from './reply';

/** A command such as CONFIG that only holds others; the arity of those counts both words. */
export function container(name: string, subcommands: CommandFamily, options: Partial<Command> = {}): Command {
  return {
    arity: -2,
    ...options,
    run: (context: CommandContext, [word = '', ...args]) => {
      const lower = word.toLowerCase();
      const subcommand = Object.hasOwn(subcommands, lower) ? subcommands[lower] : undefined;
      if (subcommand === undefined) {
        throw err(`unknown subcommand '${word.slice(0, 128)}'. Try ${name.toUpperCase()} HELP.`);
      }
      const count = args.length + 2;
      const { arity } = subcommand;
      if (arity >= 0 ? count !== arity : count < -arity) throw wrongArity(`${name}|${lower}`);
      return subcommand.run({ ...context, name: `${name}|${lower}` }, args);
    },
  };
}
