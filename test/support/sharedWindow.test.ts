import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { putSharingFirst, sharesWindow } from '../ui/sharedWindow';

describe('files that share a window', () => {
  const rootOf = (names: readonly string[], sharing: readonly string[]): Mocha.Suite => {
    const root = new Mocha.Suite('');
    for (const name of names) {
      const suite = Mocha.Suite.create(root, name);
      if (sharing.includes(name)) sharesWindow(suite);
    }
    return root;
  };
  const order = (root: Mocha.Suite): string[] => root.suites.map(({ title }) => title);

  it('come first, one after the other and in their order, and so do the others', () => {
    const root = rootOf(['dashboard', 'first hours', 'lesson', 'scaffold', 'tree', 'walkthrough'], ['dashboard', 'lesson', 'tree']);
    putSharingFirst(root);
    assert.deepEqual(order(root), ['dashboard', 'lesson', 'tree', 'first hours', 'scaffold', 'walkthrough']);
  });

  it('leave the order alone when there is none', () => {
    const root = rootOf(['b', 'a'], []);
    putSharingFirst(root);
    assert.deepEqual(order(root), ['b', 'a']);
  });
});
