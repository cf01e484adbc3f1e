import type { Ability } from '../kit/failure';
import type { EventOf } from '../model/events';

type CheckPlace = EventOf<'check-untried'>['cause'];

const keyOf = ({ stage, check }: CheckPlace): string => `${stage}/${check}`;

/**
 * Finds of each failure in a run whether it was told before: one fault of what many checks rest on is told by one of them. What works for some
 * checks and not for others is judged in each of them as ever.
 */
export class BrokenAbilities {
  /** Where each that has not worked since was found broken, by its name. */
  private readonly causes = new Map<string, CheckPlace>();
  /** Those that have worked in this run, and in the stage that is being checked. */
  private readonly haveWorked = new Set<string>();
  private readonly workHere = new Set<string>();
  private readonly failed = new Map<string, CheckPlace>();

  /** Programs are started anew for stages: what worked before may no longer. */
  stageBegins(): void {
    this.workHere.clear();
  }

  worked({ name }: Ability): void {
    this.causes.delete(name);
    this.haveWorked.add(name);
    this.workHere.add(name);
  }

  /** The check that has told the fault already by which this one ended; undefined when this one has to tell it. */
  causeOf(place: CheckPlace, broken: Ability | undefined): CheckPlace | undefined {
    const cause = broken && this.knownCause(broken);
    if (cause) return cause;
    this.failed.set(keyOf(place), place);
    if (broken && !this.workHere.has(broken.name)) this.causes.set(broken.name, place);
    return undefined;
  }

  private knownCause({ name, subject }: Ability): CheckPlace | undefined {
    return this.causes.get(name) ?? (this.haveWorked.has(name) ? undefined : this.failed.get(subject));
  }
}
