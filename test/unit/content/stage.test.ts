import assert from 'node:assert/strict';
import { stageProofId } from '../../../src/content/stage';
import { proofField } from '../../../src/progress/model/progress';
import { keyOf, partsOf } from '../../../src/progress/model/registers';

describe('the proof of a stage', () => {
  it('can be kept as progress', () => {
    const field = proofField('stage', stageProofId('rest-api', 'read-one'));
    assert.equal(field, 'proof:stage:rest-api:read-one');
    assert.deepEqual(partsOf(keyOf('backend', 'rest-api-design', field)), { roadmap: 'backend', topic: 'rest-api-design', field });
  });
});
