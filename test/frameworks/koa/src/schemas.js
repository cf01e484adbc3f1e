import * as v from 'valibot';

const title = v.pipe(
  v.string('must be text'),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(500, 'must have at most 500 characters'),
);
const completed = v.boolean('must be true or false');
const order = v.nullable(v.pipe(v.number('must be a number, or null'), v.finite('must be finite')));

/** A list is an object of JavaScript, too. */
const isNoList = v.check((value) => !Array.isArray(value), 'must be an object');

export const newTodo = v.pipe(
  v.unknown(),
  isNoList,
  v.object({ title, completed: v.optional(completed, false), order: v.optional(order, null) }),
);

export const todoChanges = v.pipe(
  v.unknown(),
  isNoList,
  v.object({ title: v.exactOptional(title), completed: v.exactOptional(completed), order: v.exactOptional(order) }),
);

const wholeNumber = v.pipe(v.string('must be sent once'), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number));

/** In a query everything is text. */
export const query = v.object({
  completed: v.exactOptional(
    v.pipe(
      v.picklist(['true', 'false'], 'must be true or false'),
      v.transform((text) => text === 'true'),
    ),
  ),
  limit: v.exactOptional(v.pipe(wholeNumber, v.minValue(1, 'must be at least 1'), v.maxValue(100, 'must be at most 100'))),
  offset: v.exactOptional(wholeNumber),
});
