import type { RunEvent } from '../../model/events';
import type { Reporter, Write } from './reporter';
import { summarize } from './summary';

/** Prints the whole run as one JSON object at its end. */
export function jsonReporter(write: Write): Reporter {
  const events: RunEvent[] = [];
  return (event) => {
    events.push(event);
    if (event.type === 'run-finished') write(`${JSON.stringify(summarize(events, event), null, 2)}\n`);
  };
}
