import type { Status } from '../../progress/model/progress';
import { host } from './host';
import { paintAtOnce } from './paint';
import { numbered } from './pending';
import type { TopicElements } from './topics';

/** Asks the host for a status, and shows it meanwhile. */
export function setStatus(topic: TopicElements, status: Status): void {
  if (topic.status === status) return;
  paintAtOnce(topic, status);
  host.postMessage({ type: 'setStatus', ...numbered(topic.id), status });
}

/** Back to not started. The host asks first when proofs would go with it, so nothing is shown before. */
export function reset(topic: TopicElements): void {
  if (topic.status === 'todo' && !topic.proven) return;
  if (!topic.proven) paintAtOnce(topic, 'todo');
  host.postMessage({ type: 'reset', ...numbered(topic.id) });
}
