import type { Api } from './api';

/** Variables for the environment of a program. */
export type Environment = Readonly<Record<string, string>>;

/** The learner's program, which a check may restart and crash. */
export interface Program {
  readonly api: Api;
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  readonly port: number;
  /** Whether the run has started it: a server that somebody else has started may be in a container, and listen for the whole network there. */
  readonly isOurs: boolean;
  /** The end of what it has printed. */
  readonly output: string;
  /** Ends it as a platform does (SIGTERM), waits until it is gone, and starts it anew on the same port. */
  restart(): Promise<void>;
  /** Ends it at once and without a warning, as a power cut does. */
  crash(): Promise<void>;
  /** Starts it again after a crash. */
  start(): Promise<void>;
}

/** What a stage has to work with before the program runs. */
export interface Lab {
  /** A folder of this run: empty at its start, gone after its end. */
  readonly scratch: string;
  /** Aborted when the run is cancelled or the stage takes too long. */
  readonly signal: AbortSignal;
  /** Done at the end of the stage, or of the check, whatever happened; last in, first out. */
  readonly defer: (cleanUp: () => unknown) => void;
}

/** What a check has to work with. */
export interface Trial<Fixture = undefined> extends Lab {
  /** The program's API. */
  readonly api: Api;
  readonly program: Program;
  /** What the stage prepared. */
  readonly fixture: Fixture;
  /** The variables that name the services of the program, such as DATABASE_URL. */
  readonly services: Environment;
  /** Starts another instance with the same services, on a port of its own; it is ended after the check. */
  readonly startAnother: (environment?: Environment) => Promise<Program>;
  /** A name unlike any that was used before, in this run or an earlier one: `ada-k3v9x2ab`. Only lower-case letters and digits. */
  readonly unique: (prefix: string) => string;
  /** Asks again until it holds; fails with its last failure when it never did within the limit (5 seconds unless said). */
  readonly eventually: <T>(attempt: () => Promise<T>, limit?: number) => Promise<T>;
  /** Waits. For what can be seen, use `eventually`. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface Check<Fixture = undefined> {
  /** Kebab-case, unique in its stage, permanent. */
  readonly id: string;
  /** A sentence about the program that is true or not: "A new todo is not completed". */
  readonly title: string;
  readonly run: (trial: Trial<Fixture>) => Promise<void>;
}

/** What is checked in a stage. Every file in `checks/` exports one as `stage`. */
export interface Stage<Fixture = undefined> {
  /** Starts the program anew for this stage, with these variables beside the project's own. */
  readonly environment?: Environment;
  /** Starts the program anew for this stage although it has no environment of its own. */
  readonly restart?: boolean;
  /** Makes what the checks need besides the program, such as a server it talks to; may add variables, which restart the program. */
  readonly prepare?: (lab: Lab) => Promise<{ readonly fixture: Fixture; readonly environment?: Environment }>;
  readonly checks: readonly Check<Fixture>[];
  /**
   * Of checks, by their ids, the variables of the project or of this stage whose values they count on: a server that was started without them
   * is not held to these checks. Where a stage with an environment does not say it, all of its checks count on all of that.
   */
  readonly countsOn?: Readonly<Record<string, readonly string[]>>;
  /**
   * Of checks, by their ids, the passage of the stage's text that each holds the program to, word for word as it stands in the Markdown:
   * a failure quotes it, and leads there.
   */
  readonly passages?: Readonly<Record<string, string>>;
}

/** A check, typed by what its stage prepares. */
export const check = <Fixture = undefined>(id: string, title: string, run: (trial: Trial<Fixture>) => Promise<void>): Check<Fixture> => ({
  id,
  title,
  run,
});

/** The stage of a file in `checks/`. */
export const defineStage = <Fixture = undefined>(stage: Stage<Fixture>): Stage<Fixture> => stage;
