import type { RunEvent } from '../../model/events';

/** Tells somebody what a run does: event by event, or at its end. */
export type Reporter = (event: RunEvent) => void;
export type Write = (text: string) => void;
