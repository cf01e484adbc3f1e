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
  return isWindows ? `cd /d "${folder}" && ${command}` : `cd '${folder.replaceAll("'", String.raw`'\''`)}' || exit; ${command}`;
}
