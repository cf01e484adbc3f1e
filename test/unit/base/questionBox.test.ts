import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { QuestionBox } from '../../../src/base/questions';

describe('the box in which questions are asked', () => {
  let told: string[];
  let box: QuestionBox;

  /** A question that tells when it is shown and when it goes. */
  class Question {
    busy = false;
    enabled = true;
    private readonly listeners = new Set<() => void>();
    constructor(readonly name: string) {}
    onDidHide = (listener: () => void) => {
      this.listeners.add(listener);
      return { dispose: () => this.listeners.delete(listener) };
    };
    hide = () => this.listeners.forEach((listener) => listener());
    show = () => told.push(`${this.name} is shown`);
    dispose = () => told.push(`${this.name} goes`);
  }
  const asked = (name: string) => new Question(name) as Question & vscode.InputBox;

  beforeEach(() => {
    told = [];
    box = new QuestionBox();
  });

  it('keeps one that was answered until the next is shown, and the last until all is over', () => {
    const [first, second] = [asked('first'), asked('second')];
    assert.equal(box.show(first), true);
    box.keep(first);
    assert.deepEqual([told, first.busy, first.enabled], [['first is shown'], true, false], 'nobody types into it in vain');
    assert.equal(box.show(second), true);
    box.keep(second);
    assert.deepEqual(told, ['first is shown', 'second is shown', 'first goes']);
    box.close();
    assert.deepEqual(told, ['first is shown', 'second is shown', 'first goes', 'second goes']);
    box.close();
    assert.equal(told.length, 4);
  });

  it('asks no more when the learner closes what was answered before the next comes, and can be used again', () => {
    const [first, second, third] = [asked('first'), asked('second'), asked('third')];
    box.show(first);
    box.keep(first);
    first.hide();
    assert.equal(box.show(second), false);
    assert.deepEqual(told, ['first is shown', 'first goes']);
    assert.equal(box.show(third), true);
  });

  it('asks on after a dialog that has taken the place of what was answered', () => {
    const [first, second] = [asked('first'), asked('second')];
    box.show(first);
    box.keep(first);
    box.giveWay();
    first.hide();
    assert.equal(box.show(second), true);
    assert.deepEqual(told, ['first is shown', 'second is shown', 'first goes']);
  });
});
