import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, createTodos, startTestApp } from './support/testApp.ts';

/** What is wrong with what is sent, and the field that the answer has to name. */
const WRONG_FOR_BOTH: [sent: unknown, field: string][] = [
  [{ title: '' }, 'title'],
  [{ title: '   ' }, 'title'],
  [{ title: 42 }, 'title'],
  [{ title: null }, 'title'],
  [{ title: 'x'.repeat(501) }, 'title'],
  [{ title: 'walk the dog', completed: 'yes' }, 'completed'],
  [{ title: 'walk the dog', completed: null }, 'completed'],
  [['walk the dog'], 'body'],
];

const WRONG_FOR_NEW: typeof WRONG_FOR_BOTH = [
  [{}, 'title'],
  [{ completed: true }, 'title'],
];

for (const [sent, field] of [...WRONG_FOR_BOTH, ...WRONG_FOR_NEW]) {
  test(`POST ${JSON.stringify(sent).slice(0, 60)} is refused because of ${field}`, async (t) => {
    const app = await startTestApp(t);

    const answer = await app.request('POST', '/todos', sent);

    assertProblem(answer, 422);
    assert.deepEqual(
      answer.body.errors.map((error: { field: string }) => error.field),
      [field],
    );
    assert.deepEqual((await app.request('GET', '/todos')).body, []);
  });
}

for (const [sent, field] of WRONG_FOR_BOTH) {
  test(`PATCH ${JSON.stringify(sent).slice(0, 60)} is refused because of ${field} and changes nothing`, async (t) => {
    const app = await startTestApp(t);
    const [todo] = await createTodos(app, 'walk the dog');

    const answer = await app.request('PATCH', `/todos/${todo.id}`, sent);

    assertProblem(answer, 422);
    assert.deepEqual(
      answer.body.errors.map((error: { field: string }) => error.field),
      [field],
    );
    assert.deepEqual((await app.request('GET', `/todos/${todo.id}`)).body, todo);
  });
}

test('all wrong fields are named at once', async (t) => {
  const app = await startTestApp(t);

  const { body } = await app.request('POST', '/todos', { title: '', completed: 'no' });

  assert.deepEqual(body.errors, [
    { field: 'title', message: 'must not be empty' },
    { field: 'completed', message: 'must be true or false' },
  ]);
});

test('no body at all is refused', async (t) => {
  const app = await startTestApp(t);

  const answer = await app.request('POST', '/todos');

  assertProblem(answer, 422);
  assert.deepEqual(answer.body.errors, [{ field: 'body', message: 'must be a JSON object' }]);
});

test('spaces around a title are removed', async (t) => {
  const app = await startTestApp(t);
  const { body } = await app.request('POST', '/todos', { title: '  walk the dog ' });
  assert.equal(body.title, 'walk the dog');
});
