import { DEBUG_MODES, type DebugMode } from '../model/debugging';

export const REPORTERS = ['spec', 'json', 'junit', 'ndjson'] as const;
export type ReporterName = (typeof REPORTERS)[number];

/** What the command line asks for. */
export type CliRequest =
  | { readonly mode: 'help' }
  | { readonly mode: 'wrong'; readonly complaint: string }
  | { readonly mode: 'sweep' }
  | {
      readonly mode: 'check';
      readonly folder: string;
      readonly stage: string | undefined;
      readonly only: boolean;
      /** The digest of what was shown to the learner: nothing else is run. */
      readonly approved: string | undefined;
      /** The address of a server that runs already. */
      readonly url: string | undefined;
      /** A file with more variables for the program: `--env-file` is a word that Node.js takes for its own, wherever it stands. */
      readonly envFile: string | undefined;
      /** The editor that has started the runner debugs the program. */
      readonly debug: DebugMode | undefined;
      readonly reporter: ReporterName;
    };

export const HELP = `Checks a project of the Backend Roadmap from outside: starts it by its own command and talks to it as a client would.

  node cli.mjs <folder> [--stage <id>] [--only] [--variables <file>] [--reporter spec|json|junit|ndjson]
  node cli.mjs <folder> --url <address> [--stage <id>] [--only] [--reporter …]
  node cli.mjs --sweep

<folder>          the repo; its .backend-roadmap.json says which project it is and how it is started
--stage <id>      check this stage and those before it; without it, all
--only            with --stage: leave out the stages before it
--url <address>   check a server that runs already, such as http://localhost:3000: nothing is started, and what needs a restart or a
                  variable is left out. Checks write and delete data there
--variables <file>  more variables for the program, in the form of a .env
--debug <how>     launch or attach: the editor that has started this debugs the program, over the channel between them
--approved <hash> run what .backend-roadmap.json says only if it is what this stands for; the editor says so
--sweep           only end and remove what checks have left that were killed
--reporter <name> spec, for people (the default); json or junit, at the end; ndjson, one event a line as it happens

Exit code: 0 all passed that was tried, 1 some did not, 2 nothing could be checked, 130 cancelled.
`;

/** Reads the arguments after the program's name. */
export function readArguments(args: readonly string[]): CliRequest {
  const wrong = (complaint: string): CliRequest => ({ mode: 'wrong', complaint });
  let folder: string | undefined;
  let stage: string | undefined;
  let only = false;
  let approved: string | undefined;
  let envFile: string | undefined;
  let url: string | undefined;
  let debug: DebugMode | undefined;
  let reporter: ReporterName = 'spec';
  const rest = args.flatMap((word) =>
    /^--[\w-]+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word],
  );
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') return { mode: 'help' };
    if (word === '--sweep') return { mode: 'sweep' };
    if (word === '--only') only = true;
    else if (
      word === '--stage' ||
      word === '--reporter' ||
      word === '--approved' ||
      word === '--variables' ||
      word === '--url' ||
      word === '--debug'
    ) {
      const value = rest.shift();
      if (value === undefined || value === '') return wrong(`${word} needs a value.`);
      if (word === '--stage') stage = value;
      else if (word === '--approved') approved = value;
      else if (word === '--url') url = value;
      else if (word === '--variables') envFile = value;
      else if (word === '--debug') {
        if (!isDebugMode(value)) return wrong(`--debug knows ${DEBUG_MODES.join(' and ')}, not "${value}".`);
        debug = value;
      } else if (isReporter(value)) reporter = value;
      else return wrong(`--reporter knows ${REPORTERS.join(', ')}, not "${value}".`);
    } else if (word.startsWith('-')) return wrong(`Unknown argument ${word}: see --help.`);
    // It is not repeated: there may be a password in it.
    else if (word.includes('://')) return wrong('An address goes with --url: see --help.');
    else if (folder !== undefined) return wrong(`One folder at a time: ${folder} or ${word}.`);
    else folder = word;
  }
  if (folder === undefined) return wrong('Which project? Name its folder, or see --help.');
  if (only && stage === undefined) return wrong('--only goes with --stage.');
  if (url !== undefined && envFile !== undefined) return wrong('--variables is for a program that is started: it does not go with --url.');
  return { mode: 'check', folder, stage, only, approved, url, envFile, debug, reporter };
}

const isDebugMode = (text: string): text is DebugMode => (DEBUG_MODES as readonly string[]).includes(text);

const isReporter = (text: string): text is ReporterName => (REPORTERS as readonly string[]).includes(text);
