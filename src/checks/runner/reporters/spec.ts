import { styleText } from 'node:util';
import { inPlainSight } from '../../../base/text';
import type { Failure, RunEvent } from '../../model/events';
import { textSays, type Reporter, type Write } from './summary';

export interface SpecOptions {
  /** Colours, for a terminal that shows them. */
  readonly colours: boolean;
}

/**
 * What programs and servers have said, without what a terminal obeys: marks that move the cursor, fill the clipboard, or make links of a text. Our own colors
 * come later.
 */
const harmless = <T>(value: T): T =>
  (typeof value === 'string'
    ? inPlainSight(value, Infinity)
    : typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, harmless(part)]))
      : value) as T;

/** Prints a run for the person who waits for it, line by line as it happens. What the program prints is left out, unless it crashed. */
export function specReporter(write: Write, { colours }: SpecOptions): Reporter {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => (colours ? styleText(style, text) : text);
  const titles = new Map<string, string>();
  const passages = new Map<string, string | undefined>();
  let passed = 0;
  let failed = 0;
  let untried = 0;
  let leftOut = 0;
  const titleOf = (stage: string, check: string): string => titles.get(`${stage}/${check}`) ?? check;
  return (said: RunEvent) => {
    const event = harmless(said);
    switch (event.type) {
      case 'run-started':
        for (const stage of event.stages) {
          titles.set(stage.id, stage.title);
          for (const check of stage.checks) {
            titles.set(`${stage.id}/${check.id}`, check.title);
            passages.set(`${stage.id}/${check.id}`, check.passage);
          }
        }
        write(`${paint('bold', event.project)}  ${paint('dim', event.command)}\n`);
        break;
      case 'service':
        write(paint('dim', `${event.note}\n`));
        break;
      case 'stage-started':
        write(`\n${paint('bold', titles.get(event.stage) ?? event.stage)} ${paint('dim', event.stage)}\n`);
        break;
      case 'check-finished': {
        if (event.failure) failed += 1;
        else passed += 1;
        write(`  ${event.failure ? paint('red', '✖') : paint('green', '✔')} ${titleOf(event.stage, event.check)}\n`);
        if (event.failure) write(indent(failureText(event.failure, passages.get(`${event.stage}/${event.check}`), paint)));
        break;
      }
      case 'check-untried':
        untried += 1;
        write(`  ${paint('yellow', '○')} ${titleOf(event.stage, event.check)}\n`);
        write(indent(`${event.reason} See: ${titleOf(event.cause.stage, event.cause.check)}`));
        break;
      case 'check-left-out':
        leftOut += 1;
        write(`  ${paint('yellow', '○')} ${titleOf(event.stage, event.check)}\n${indent(event.reason)}`);
        break;
      case 'notice':
        write(`${paint('yellow', event.message)}\n`);
        break;
      case 'problem':
        write(`\n${paint('yellow', event.message)}\n${event.detail === undefined ? '' : indent(event.detail)}`);
        break;
      case 'run-finished':
        write(`\n${paint('dim', `${(event.ms / 1000).toFixed(1)} s, of which ${(event.startMs / 1000).toFixed(1)} s for starting`)}\n`);
        if (event.outcome === 'cancelled') write('canceled\n');
        write(`${passed} passed, ${failed} failed${some(untried, 'not tried')}${some(leftOut, 'left out')}\n`);
        break;
      default:
    }
  };
}

const some = (count: number, what: string): string => (count > 0 ? `, ${count} ${what}` : '');

function failureText(
  { message, expected, actual, exchange, output }: Failure,
  passage: string | undefined,
  paint: (style: 'red' | 'green' | 'dim', text: string) => string,
): string {
  return [
    paint('red', message),
    ...textSays(passage),
    ...(expected === undefined || isShort(expected, actual)
      ? []
      : [paint('green', `expected  ${expected}`), paint('red', `actual    ${actual ?? ''}`)]),
    ...(exchange === undefined ? [] : [paint('dim', exchange)]),
    ...(output === undefined ? [] : [`The program printed last:\n${output}`]),
  ].join('\n');
}

/** What the sentence says in full already. */
const isShort = (expected: string, actual = ''): boolean => expected.length + actual.length < 60 && !`${expected}${actual}`.includes('\n');

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `      ${line}\n`)
    .join('');
