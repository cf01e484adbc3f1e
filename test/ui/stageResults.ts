/** What checks of a repo of REST API came to, for tests that begin with it. */
import { pathToFileURL } from 'node:url';
import { noResults, type RepoResults, type StageResult } from '../../src/checks/model/results';

const AT = Date.UTC(2026, 0, 12, 13, 5);

export const REST_API_STAGES = ['hello', 'read-one', 'update', 'delete', 'validation', 'todo-backend', 'persistence', 'filtering'];

const passed = (...checks: string[]): StageResult => ({
  ...{ passed: true, at: AT, firstPassedAt: AT, failures: 0, hints: 0 },
  checks: checks.map((id) => ({ id })),
});

/** "Read one todo" has passed. */
export const READ_ONE_PASSED = passed('reads', 'unknown', 'problem');

/** A check of "Read one todo" that found what a program usually gets wrong. */
export const READ_ONE_FAILED: StageResult = {
  ...{ passed: false, at: AT + 60_000, failures: 1, hints: 0 },
  checks: [
    { id: 'reads' },
    {
      id: 'unknown',
      failure: {
        message: 'GET /todos/6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11 answered 200 instead of 404, since there is no todo with this id.',
        exchange: 'GET /todos/6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11 HTTP/1.1\n\nHTTP/1.1 200 OK\ncontent-type: application/json\n\nnull',
        output: '{"level":"info","message":"GET /todos/6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11 200"}',
      },
    },
    {
      id: 'problem',
      failure: {
        message: 'The answer is not as expected: "title" should be any text, and is missing.',
        expected: '{\n  "type": "about:blank",\n  "title": "Not Found",\n  "status": 404\n}',
        actual: '{\n  "type": "about:blank",\n  "status": 404\n}',
        exchange: 'GET /todos/6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11 HTTP/1.1',
      },
    },
  ],
};

/** The results of a repo in which the first stage has passed, and which are given besides. */
export function restApiResults(folder: string, stages: Readonly<Record<string, StageResult>> = {}): RepoResults {
  const hello = passed('health', 'creates', 'lists', 'ids', 'not-found', 'local');
  return { ...noResults(pathToFileURL(folder).href, 'rest-api'), stages: { hello, ...stages } };
}

/** All stages have passed. */
export const finishedResults = (folder: string): RepoResults =>
  restApiResults(folder, {
    ...Object.fromEntries(REST_API_STAGES.slice(1).map((id) => [id, passed()])),
    'read-one': READ_ONE_PASSED,
  });
