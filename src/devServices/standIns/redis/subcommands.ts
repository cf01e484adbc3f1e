import { printed } from './cText';
import type { Command, CommandContext, CommandFamily } from './command';
import { err, wrongArity } from './reply';

/** A command such as CONFIG that only holds others; the arity of those counts both words. */
export function container(name: string, subcommands: CommandFamily, options: Partial<Command> = {}): Command {
  return {
    arity: -2,
    ...options,
    subcommands,
    run: (context: CommandContext, [word = '', ...args]) => {
      const subcommand = findSubcommand(name, subcommands, word, args.length);
      return subcommand.run({ ...context, name: `${name}|${word.toLowerCase()}`, word }, args);
    },
  };
}

/** Finds the command within another one, and checks the number of its arguments. */
export function findSubcommand(name: string, subcommands: CommandFamily, word: string, argumentCount: number): Command {
  const lower = word.toLowerCase();
  const subcommand = Object.hasOwn(subcommands, lower) ? subcommands[lower] : undefined;
  if (subcommand === undefined) throw err(`unknown subcommand '${printed(word)}'. Try ${name.toUpperCase()} HELP.`);
  const count = argumentCount + 2;
  const { arity } = subcommand;
  if (arity >= 0 ? count !== arity : count < -arity) throw wrongArity(`${name}|${lower}`);
  return subcommand;
}
