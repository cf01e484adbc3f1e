import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDocuments } from '../../../src/build/buildContent';

describe('writing documents', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'backend-roadmap-documents-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes one file for each, and removes what is no longer one', async () => {
    mkdirSync(join(folder, 'quizzes'));
    writeFileSync(join(folder, 'quizzes/gone.json'), '{}');
    await writeDocuments(join(folder, 'quizzes'), new Map([['dns', { questions: ['ä'] }]]));
    assert.deepEqual(readdirSync(join(folder, 'quizzes')), ['dns.json']);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'quizzes/dns.json'), 'utf8')), { questions: ['ä'] });
  });
});
