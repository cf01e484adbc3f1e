import { parseDashboardRequest, type DashboardRequest } from './model/protocol';
import type { RoadmapIndex } from '../content/outline';

/** How much of a message that is none is quoted in the log. */
const QUOTED = 200;

/** A request that makes sense for this roadmap. Any other message is dropped, and `warn` told about it. */
export function acceptRequest(message: unknown, index: RoadmapIndex, warn: (message: string) => void): DashboardRequest | undefined {
  const request = parseDashboardRequest(message);
  if (request && isKnown(request, index)) return request;
  const quoted = JSON.stringify(message) as string | undefined;
  warn(`A message of the dashboard was not understood: ${quoted?.slice(0, QUOTED) ?? 'undefined'}`);
  return undefined;
}

function isKnown(request: DashboardRequest, index: RoadmapIndex): boolean {
  if ('topic' in request) return index.topic(request.topic) !== undefined;
  if ('project' in request) return index.outline.projects.some(({ id }) => id === request.project);
  return true;
}
