import {
  array,
  boolean,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  safeParse,
  string,
  variant,
  type InferOutput,
} from 'valibot';
import { serviceKinds } from '../content/serviceKinds';

const port = pipe(number(), integer(), minValue(0), maxValue(65535));
const kind = picklist(serviceKinds);

const toHost = variant('type', [
  object({ type: literal('start'), folder: string(), standInsOnly: boolean(), services: array(object({ kind, port: optional(port, 0) })) }),
  object({ type: literal('stop') }),
]);

const fromHost = variant('type', [
  object({
    type: literal('ready'),
    services: array(object({ kind, port, from: picklist(['program', 'built-in']), what: string(), data: string() })),
  }),
  object({ type: literal('failed'), message: string() }),
]);

/** What the supervisor says to the process that hosts the services. */
export type ToHost = InferOutput<typeof toHost>;
/** What that process answers. */
export type FromHost = InferOutput<typeof fromHost>;

/** A service that the host has started: whether it is a real server or the stand-in, what to call it, and where its data is. */
export type HostedService = Extract<FromHost, { type: 'ready' }>['services'][number];

/** Reads a message to the host; undefined when it is none. */
export function readToHost(message: unknown): ToHost | undefined {
  const result = safeParse(toHost, message);
  return result.success ? result.output : undefined;
}

/** Reads a message from the host; undefined when it is none. */
export function readFromHost(message: unknown): FromHost | undefined {
  const result = safeParse(fromHost, message);
  return result.success ? result.output : undefined;
}

/** Something the learner can put right; the message is one sentence that says what. */
export class DevServicesError extends Error {
  override name = 'DevServicesError';
}
