/** A command line with the shell that reads it, as a task of VS Code wants them. */
export interface ShellCommand {
  readonly executable: string;
  readonly shellArgs: string[];
  readonly commandLine: string;
}

/**
 * A command for the shell in which a check starts a project, too: `sh`, and `cmd` on Windows. Not for the learner's own, which may be
 * anything: PowerShell 5.1 knows no `&&`, and its policy mostly refuses `npm.ps1`, where `cmd` takes `npm.cmd`.
 */
export function shellCommand(command: string, isWindows: boolean): ShellCommand {
  if (!isWindows) return { executable: '/bin/sh', shellArgs: ['-c'], commandLine: command };
  // Of a command that begins with a quote, cmd takes away that one and the last: these are for it to take.
  const commandLine = command.startsWith('"') ? `"${command}"` : command;
  return { executable: 'cmd.exe', shellArgs: ['/d', '/s', '/c'], commandLine };
}

/** A command that goes to a folder first, for a shell that cannot be started there. */
export function commandIn(folder: string, command: string, isWindows: boolean): string {
  return isWindows ? `cd /d "${folder}" && ${command}` : `cd ${literalForSh(folder)} || exit; ${command}`;
}

/**
 * A command whose terminal says some lines first. They may hold anything: paths of programs, names of folders. Its exit code is that of
 * the command.
 */
export function commandAfter(lines: readonly string[], command: string, isWindows: boolean): string {
  // A line break would end the command.
  const plain = lines.map((line) => line.replace(/[\s\p{Cc}]+/gu, ' '));
  return isWindows
    ? `${plain.map((line) => `echo(${literalForCmd(line)}& `).join('')}${command}`
    : String.raw`printf '%s\n' ${plain.map(literalForSh).join(' ')}; ${command}`;
}

/**
 * Whether VS Code would fill something in: it does so in all that a task is made of, and for `${command:…}` it runs a command of its own, which
 * no question before the start has shown as one.
 */
export const hasPlaceholder = (text: string): boolean => text.includes('${');

/** The variable in which `cmd` finds the bracket that must not stand behind a `$`, and what it holds. */
export const BRACE = { BACKEND_ROADMAP_BRACE: '{' } as const;

/** The same command, written so that VS Code finds nothing to fill in. On Windows it needs the variable `BRACE`. */
export function withoutPlaceholders(command: string, isWindows: boolean): string {
  if (!hasPlaceholder(command)) return command;
  if (isWindows) return command.replaceAll('${', '$%BACKEND_ROADMAP_BRACE%');
  const encoded = command.replaceAll('\\', String.raw`\\`).replaceAll('${', String.raw`\0044{`);
  return `eval "$(printf '%b' ${literalForSh(encoded)})"`;
}

/** Whether `sh` can set a variable of this name: those of a file may have dots, which only the environment takes. */
export const isNameForSh = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);

/** A command for `sh` that sets variables first. */
export const commandWith = (variables: Readonly<Record<string, string>>, command: string): string =>
  Object.entries(variables).reduceRight((rest, [name, value]) => `export ${name}=${literalForSh(value)}; ${rest}`, command);

const literalForSh = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * A caret takes the meaning from the character behind it. It does so for percent signs, too: between them, `cmd /c` then looks for a
 * variable whose name ends with a caret, which nobody has, and leaves them as they are.
 */
const literalForCmd = (text: string): string => text.replace(/[()%!^"<>&|]/g, '^$&');
