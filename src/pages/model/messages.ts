/** What the messages of all pages are made of. Both sides parse what they receive; what is not asked for is left out. */
import * as v from 'valibot';
import { isElement, type Element } from '../../base/elements';
import { isObject, numbersIn, type Fields } from '../../base/guards';
import { coloursIn } from '../codeColours';

/** What reads a value that came from outside: undefined when it is none of these. */
export const parserOf =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (value: unknown): T | undefined => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  };

/** A whole number from 0 on. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A part of the page, made by the host. */
export const part = v.custom<Element>((value) => isElement(value));

export const listOf = <T>(item: v.GenericSchema<unknown, T>) => v.pipe(v.array(item), v.readonly());

/** The numbers above 0 of a record, by their keys. What is damaged is left out. */
export const numbers = v.fallback(v.pipe(v.unknown(), v.transform(numbersIn)), {});

/** The first thing a page says: its script is there. */
export const ready = v.object({ type: v.literal('ready') });

/** What every page understands: the dialog to which it has led was answered, so that its learner is back. */
export const comeBack = v.object({ type: v.literal('comeBack') });
export type ComeBack = v.InferOutput<typeof comeBack>;

/** The colours of code, for the time in which the page looks like this kind of theme (`vscode-dark` and the like). */
export const colours = v.object({
  type: v.literal('colours'),
  theme: v.string(),
  colours: v.pipe(v.custom<Fields>(isObject), v.transform(coloursIn)),
});
