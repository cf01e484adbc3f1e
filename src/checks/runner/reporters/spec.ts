import { styleText } from 'node:util';
import type { Failure } from '../../model/events';
import type { Reporter, Write } from './summary';

export interface SpecOptions {
  /** Colours, for a terminal that shows them. */
  readonly colours: boolean;
}

/** Prints a run for the person who waits for it, line by line as it happens. What the program prints is left out, unless it crashed. */
export function specReporter(write: Write, { colours }: SpecOptions): Reporter {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => (colours ? styleText(style, text) : text);
  const titles = new Map<string, string>();
  let passed = 0;
  let failed = 0;
  let leftOut = 0;
  return (event) => {
    switch (event.type) {
      case 'run-started':
        for (const stage of event.stages) {
          titles.set(stage.id, stage.title);
          for (const check of stage.checks) titles.set(`${stage.id}/${check.id}`, check.title);
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
        const title = titles.get(`${event.stage}/${event.check}`) ?? event.check;
        if (event.failure) failed += 1;
        else passed += 1;
        write(`  ${event.failure ? paint('red', '✖') : paint('green', '✔')} ${title}\n`);
        if (event.failure) write(indent(failureText(event.failure, paint)));
        break;
      }
      case 'check-left-out':
        leftOut += 1;
        write(`  ${paint('yellow', '○')} ${titles.get(`${event.stage}/${event.check}`) ?? event.check}\n${indent(event.reason)}`);
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
        write(`${passed} passed, ${failed} failed${leftOut > 0 ? `, ${leftOut} left out` : ''}\n`);
        break;
      default:
    }
  };
}

function failureText(
  { message, expected, actual, exchange, output }: Failure,
  paint: (style: 'red' | 'green' | 'dim', text: string) => string,
): string {
  return [
    paint('red', message),
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
