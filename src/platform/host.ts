import type * as vscode from 'vscode';
import type { Uri, FileSystem } from 'vscode';
import type { EnvironmentWishes } from './programEnvironment';

/** Appends lines to one file that no other process writes. */
export interface Appender {
  /**
   * Appends text. Resolves when it is safe on disk; rejects when it could not be written. What could not be written is not
   * given up: each later call begins with it, also one without any text.
   * In a Node host the text has already reached the operating system when this returns, so that a kill in the same
   * turn does not lose it.
   */
  append(text: string): Promise<void>;
}

/** `file` may not exist yet; its folder is made on first use. */
export type CreateAppender = (fs: vscode.FileSystem, file: vscode.Uri) => Appender;

/**
 * Moves a folder to where nothing is, if both are on this host's own disk. `workspace.fs` does the same by asking the window back and
 * forth, which takes longer than writing all the files of a repo. False when it was not moved, for whatever reason: `workspace.fs`
 * then does it, or says why it cannot.
 */
export type MoveFolder = (from: Uri, to: Uri) => Promise<boolean>;

/** Whether two addresses lead to one folder on this host's own disk: spelled otherwise, or by a link. */
export type IsOneFolder = (a: Uri, b: Uri) => Promise<boolean>;

/**
 * Makes a small file in a folder that may be a stranger's, if it is on this host's own disk: never through a link, and of several windows at once
 * one makes it. One that is there stays, unless it is to be replaced. False when it is not on this disk: then nothing is made.
 */
export type CreateFile = (file: Uri, bytes: Uint8Array, replaces: boolean) => Promise<boolean>;

/**
 * Reads a file of the extension's own folder or of its storage. `workspace.fs` asks the window for it, which answers when it has
 * drawn what it is drawing; where there is a disk, nobody needs to be asked. Rejects when the file cannot be read: with VS Code's
 * error or the disk's, so a missing one is `FileNotFound` or `ENOENT`.
 */
export type ReadOwnFile = (fs: FileSystem, file: Uri) => Promise<Uint8Array>;

/**
 * Reads a file of a folder that may be a stranger's; undefined when more comes out of it than so many bytes. What the system says of its size is not
 * believed: files of the system say 0, and some of them have no end. Rejects as `ReadOwnFile` does.
 */
export type ReadAtMost = (fs: FileSystem, file: Uri, most: number) => Promise<Uint8Array | undefined>;

/**
 * Writes a file that is the user's alone: it may hold what a program has printed. In a Node host it replaces the file in one step, nobody
 * else can read it, nor look into its folder, and what an earlier version left open to everybody is mended.
 */
export type WritePrivateFile = (fs: FileSystem, file: Uri, bytes: Uint8Array) => Promise<void>;

/** Reads such a file, and mends one that everybody can read. Rejects as `ReadOwnFile` does. */
export type ReadPrivateFile = ReadOwnFile;

/** How a program ended, and what it wrote. */
export interface ProgramEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `without` names variables of this host that the program must not see. */
export interface ProgramOptions {
  readonly folder: string;
  readonly without: readonly string[];
}

/** Runs a program to its end, without a shell. Rejects when it cannot be started, or does not end by itself in reasonable time. */
export type RunProgram = (program: string, args: readonly string[], options: ProgramOptions) => Promise<ProgramEnd>;

/** A file with variables, and what it says. */
export interface EnvFile {
  readonly path: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The commands of a project: that which builds it, and that which starts it. */
type Commands = readonly (string | undefined)[];

/** What is asked about a project before its programs are started. */
export interface ProgramTools {
  /** What the commands of a folder need and do not find: Node.js, else packages. */
  readonly missingTools: (folder: string, commands: Commands) => Promise<'node' | string[]>;
  /** What installs the dependencies of a folder with these commands; undefined when it has none. */
  readonly installCommand: (folder: string, commands: Commands) => Promise<string | undefined>;
  /** Whether a command is run by Node.js. */
  readonly runsOnNode: (command: string) => boolean;
  /** The variables that commands need beside those of the editor. */
  readonly environmentFor: (commands: Commands, wishes: EnvironmentWishes) => Promise<Record<string, string>>;
  /** Reads a file with variables. */
  readonly readEnvFile: (path: string) => Promise<Record<string, string>>;
  /** Where such a file is, as seen from the folder of a project. */
  readonly envFileIn: (folder: string, file: string) => string;
}

export type LoadProgramTools = () => Promise<ProgramTools>;
