import * as v from 'valibot';
import { serviceKinds, type ServiceKind } from './serviceKinds';

/** The file in a project's folder in which it says what it is and needs. */
export const PROJECT_FILE = '.backend-roadmap.json';

/** What a repo says about itself: the contract between it and whoever starts or checks it, in any language. */
export interface ProjectFile {
  /** The id of the project it was made of. */
  readonly project?: string | undefined;
  /** The command that starts it, on one line, run by the shell in the repo's folder. */
  readonly start?: string | undefined;
  /** The command that has to be run before, such as a compiler; on one line. */
  readonly build?: string | undefined;
  /** Variables that the start command finds in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The services it needs, each once. */
  readonly services: readonly ServiceKind[];
}

/** A file that cannot be used; the message is one sentence for the learner. */
export class ProjectFileError extends Error {
  override readonly name = 'ProjectFileError';

  constructor(reason: string) {
    super(`${PROJECT_FILE} cannot be used: ${reason}.`);
  }
}

const command = v.pipe(v.string(), v.trim(), v.regex(/^[^\r\n]+$/));

const FIELDS = {
  project: { schema: v.optional(v.string()), rule: 'must be the id of a project' },
  start: { schema: v.optional(command), rule: 'must be a command on one line' },
  build: { schema: v.optional(command), rule: 'must be a command on one line' },
  environment: {
    schema: v.optional(v.record(v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)), v.string()), {}),
    rule: 'must give each variable a text',
  },
  services: { schema: v.optional(v.array(v.picklist(serviceKinds)), []), rule: `must be a list of ${serviceKinds.join(', ')}` },
} as const;

/** A list is an object too, to JavaScript, and is refused beforehand. */
const schema = v.looseObject({
  project: FIELDS.project.schema,
  start: FIELDS.start.schema,
  build: FIELDS.build.schema,
  environment: FIELDS.environment.schema,
  services: FIELDS.services.schema,
});

/** Reads the text of a repo's `.backend-roadmap.json`. Fields that are not known are passed over. @throws ProjectFileError */
export function parseProjectFile(text: string): ProjectFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProjectFileError(`it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ProjectFileError('it is not a JSON object');
  const result = v.safeParse(schema, value);
  if (result.success) {
    const { project, start, build, environment, services } = result.output;
    return { project, start, build, environment, services: [...new Set(services)] };
  }
  const field = result.issues[0].path?.[0]?.key as keyof typeof FIELDS;
  throw new ProjectFileError(`"${field}" ${FIELDS[field].rule}`);
}

/** The id of the project and its start command, without which nothing can be started. @throws ProjectFileError */
export function startOf({ project, start }: ProjectFile): { readonly project: string; readonly start: string } {
  if (project === undefined) throw new ProjectFileError(`"project" ${FIELDS.project.rule}`);
  if (start === undefined) throw new ProjectFileError(`"start" ${FIELDS.start.rule}`);
  return { project, start };
}
