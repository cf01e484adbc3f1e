/** The signals of a closed terminal, of Ctrl+C and of `kill`, as shells report them; and Ctrl+C on Windows, read with and without a sign. */
const INTERRUPTED: readonly number[] = [128 + 1, 128 + 2, 128 + 15, 0xc000013a, 0xc000013a | 0];

/** Whether somebody ended a process, which needs no word of why; undefined is what VS Code knows of one whose terminal is gone. */
export const wasInterrupted = (exitCode: number | undefined): boolean => exitCode === undefined || INTERRUPTED.includes(exitCode);
