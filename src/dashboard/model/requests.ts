/** What the dashboard asks of its host: something of this closed list, never a command. */
import * as v from 'valibot';
import type { RoadmapIndex } from '../../content/outline';
import { count, parserOf } from '../../pages/model/messages';
import { STATUSES } from '../../progress/model/progress';

const request = v.variant('type', [
  v.object({ type: v.picklist(['ready', 'continue', 'clearPlan', 'openCurrent']) }),
  // A page numbers the changes that it asks for from 1, and an answer says up to which of them the host knows.
  v.object({ type: v.literal('setStatus'), topic: v.string(), change: count, status: v.picklist(STATUSES) }),
  v.object({ type: v.literal('reset'), topic: v.string(), change: count }),
  v.object({ type: v.picklist(['openTopic', 'takeQuiz', 'openNote']), topic: v.string() }),
  v.object({ type: v.literal('practice'), topic: v.string(), project: v.string() }),
  v.object({ type: v.picklist(['scaffold', 'openProject', 'nextStage', 'exportCertificate']), project: v.string() }),
  // Without hours, those of the plan that is there are suggested.
  v.object({ type: v.literal('plan'), hours: v.optional(count) }),
  v.object({ type: v.literal('setExperience'), years: v.nullable(count), country: v.string() }),
]);
export type DashboardRequest = v.InferOutput<typeof request>;
export const parseDashboardRequest = parserOf(request);

/** Whether a request names something of this roadmap. */
export function isKnownRequest(request: DashboardRequest, index: RoadmapIndex): boolean {
  const hasTopic = !('topic' in request) || index.topic(request.topic) !== undefined;
  return hasTopic && (!('project' in request) || index.outline.projects.some(({ id }) => id === request.project));
}
