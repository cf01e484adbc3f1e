import { serviceKinds, type ServiceKind } from '../content/serviceKinds';

/** What the command line asks for. */
export type CliRequest =
  | { readonly mode: 'help' }
  | { readonly mode: 'wrong'; readonly complaint: string }
  | {
      readonly mode: 'run';
      readonly folder: string;
      readonly only: readonly ServiceKind[] | undefined;
      /** Leaves real servers alone that are installed. */
      readonly standInsOnly: boolean;
      /** The command to run with the services; without one they run until they are interrupted. */
      readonly command: readonly string[];
    };

/** Reads the arguments after the program's name. */
export function readArguments(args: readonly string[]): CliRequest {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const command = end < 0 ? [] : args.slice(end + 1);
  let folder: string | undefined;
  let only: ServiceKind[] | undefined;
  let standInsOnly = false;
  for (let i = 0; i < own.length; i++) {
    const word = own[i] ?? '';
    const [name, inline] = word.startsWith('--') ? splitOnce(word) : [word, undefined];
    if (name === '--help' || name === '-h') return { mode: 'help' };
    if (word === '--built-in') {
      standInsOnly = true;
      continue;
    }
    if (name !== '--for' && name !== '--only') return wrong(`Unknown argument ${word}: a command to run comes after --.`);
    const value = inline ?? own[++i];
    if (value === undefined || value === '') return wrong(`${name} needs a value.`);
    if (name === '--for') folder = value;
    else {
      const names = value.split(',').map((text) => text.trim());
      const unknown = names.find((text) => !isKind(text));
      if (unknown !== undefined) return wrong(`--only knows ${serviceKinds.join(', ')}, not "${unknown}".`);
      only = [...new Set(names.filter(isKind))];
    }
  }
  if (folder === undefined) return wrong('Which project? Say --for <folder>.');
  if (end >= 0 && command.length === 0) return wrong('There is no command after --.');
  return { mode: 'run', folder, only, standInsOnly, command };
}

export const helpText = `Starts what a project needs and has no server for: PostgreSQL, Redis, MongoDB.

  node devServices.mjs --for <folder> [--only redis,mongodb] -- npm test
  node devServices.mjs --for <folder>

--for <folder>   the project; its .backend-roadmap.json says which services it needs
--only <names>   these instead: postgres, redis, mongodb
--built-in       the stand-ins, even where a real server is installed
-- <command>     run it with DATABASE_URL, REDIS_URL and MONGODB_URL set; exits with its code

A URL in the environment or in the project's .env is used as it is. For the rest, a server on the PATH (postgres, redis-server, valkey-server,
mongod) is started on a free port with its data in the project's .data folder; where there is none, a stand-in for learning takes its place.
Without a command the services run until Ctrl+C.
`;

function wrong(complaint: string): CliRequest {
  return { mode: 'wrong', complaint };
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function isKind(text: string): text is ServiceKind {
  return (serviceKinds as readonly string[]).includes(text);
}
