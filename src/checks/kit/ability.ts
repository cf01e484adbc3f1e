import { AsyncLocalStorage } from 'node:async_hooks';
import { CheckFailure, type Ability } from './failure';

/** Is told of each use that went well, while a check runs. */
const uses = new AsyncLocalStorage<(ability: Ability) => void>();

/** Carries out a check, and tells `worked` of what it could do. */
export const withAbilities = <T>(worked: (ability: Ability) => void, work: () => Promise<T>): Promise<T> => uses.run(worked, work);

/**
 * What many checks rest on without being about it, such as that a todo can be created. Where it does not work, one check says so, and the others
 * are not tried. `name` ends the sentence "Not tried, because … does not work yet"; `subject` is the check that is about it, as `<stage>/<check>`.
 */
export function ability<Given extends readonly unknown[], T>(
  name: string,
  subject: string,
  use: (...given: Given) => Promise<T>,
): (...given: Given) => Promise<T> {
  const it: Ability = { name, subject };
  return async (...given) => {
    try {
      const found = await use(...given);
      uses.getStore()?.(it);
      return found;
    } catch (error) {
      // What one ability rests on itself is nearer to the cause.
      if (error instanceof CheckFailure) error.restsOn ??= it;
      throw error;
    }
  };
}
