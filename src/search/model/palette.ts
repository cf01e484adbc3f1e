/** A command of the manifest, with the words that the editor shows. */
export interface PaletteCommand {
  readonly command: string;
  readonly title: string;
}

/** Where the manifest says that the palette has a command. */
export interface PaletteRule {
  readonly command: string;
  readonly when?: string;
}

/** The commands that the palette offers now, by the manifest's rules and the keys that are set. */
export const offeredCommands = (
  commands: readonly PaletteCommand[],
  rules: readonly PaletteRule[],
  keys: ReadonlySet<string>,
): PaletteCommand[] => {
  const conditions = new Map(rules.map(({ command, when }) => [command, when]));
  return commands.filter(({ command }) => holds(conditions.get(command), keys));
};

/** Whether a condition holds: keys joined by `&&`, each with a `!` or without. */
const holds = (condition: string | undefined, keys: ReadonlySet<string>): boolean =>
  condition === undefined ||
  condition.split('&&').every((part) => {
    const key = part.trim();
    return key.startsWith('!') ? !keys.has(key.slice(1)) : keys.has(key);
  });
