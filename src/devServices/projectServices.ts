import { array, check, looseObject, optional, parseJson, picklist, pipe, safeParse, string } from 'valibot';
import { DevServicesError } from './devServicesError';
import { projectFileName } from './projectFileName';
import { serviceKinds, type ServiceKind } from './serviceKinds';

/** A list is an object too, to JavaScript, and is refused beforehand. */
const projectFile = pipe(
  string(),
  parseJson(),
  check((value) => !Array.isArray(value)),
  looseObject({ services: optional(array(picklist(serviceKinds)), []) }),
);

/** Reads which services a project declares, from the text of its `.backend-roadmap.json`; without the field it needs none. */
export function parseProjectServices(text: string): ServiceKind[] {
  const result = safeParse(projectFile, text);
  if (result.success) return [...new Set(result.output.services)];
  const [issue] = result.issues;
  const path = issue.path?.map((part) => String(part.key)).join('.');
  const reason = path === undefined ? 'it is not a JSON object' : `"${path}" must be one of ${serviceKinds.join(', ')}`;
  throw new DevServicesError(`${projectFileName} cannot be used: ${reason}.`);
}
