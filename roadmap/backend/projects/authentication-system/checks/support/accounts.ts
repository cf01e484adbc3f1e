import { ability, anyId, anyText, ensure, equal, fail, type Answer, type Api, type Trial } from '#checkKit';

export interface Account {
  readonly email: string;
  readonly password: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** An account that nobody has registered yet. Its password is no other's, so that it is known wherever it turns up. */
export const newAccount = (unique: Trial['unique'], name = 'ada'): Account => ({
  email: `${unique(`${name}-`)}@example.com`,
  password: unique('correct horse '),
});

/** Registers an account and returns its id, which may be text or a number. */
export const register = ability('registering an account', 'register/registers', async (api: Api, account: Account): Promise<unknown> => {
  const { object } = (await api.post('/auth/register', account)).hasStatus(201).isLike({ id: anyId, email: account.email });
  return object['id'];
});

const logInTo = async (api: Api, { email, password }: Account, because = 'since email address and password are right'): Promise<Tokens> =>
  tokensOf((await api.post('/auth/login', { email, password })).hasStatus(200, because));

const logInAsUsual = ability('logging in', 'login/tokens', (api: Api, account: Account) => logInTo(api, account));

/** Logs in to an account that exists; `because` says why that has to work here, where it is not as usual. */
export const logIn = (api: Api, account: Account, because?: string): Promise<Tokens> =>
  because === undefined ? logInAsUsual(api, account) : logInTo(api, account, because);

/** A new account that is logged in. */
export async function newLogin(api: Api, unique: Trial['unique'], name?: string): Promise<Account & Tokens & { readonly id: unknown }> {
  const account = newAccount(unique, name);
  const id = await register(api, account);
  return { ...account, id, ...(await logIn(api, account)) };
}

/** The tokens that an answer gives. */
export function tokensOf(answer: Answer): Tokens {
  const { object } = answer.isLike({ accessToken: anyText, refreshToken: anyText });
  return { accessToken: String(object['accessToken']), refreshToken: String(object['refreshToken']) };
}

/** The API with an access token. */
export const withToken = (api: Api, accessToken: string): Api => api.with({ authorization: `Bearer ${accessToken}` });

/** Holds an answer to a refusal: its status, and a problem document that says the same status, if it says one. */
export function refuses(answer: Answer, status: number, because: string): Answer {
  answer.hasStatus(status, because).hasMediaType('application/problem+json');
  const said = answer.object['status'];
  if (said !== undefined) equal(`${answer.name}: "status"`, said, status);
  return answer;
}

/** Holds an answer to refusing whoever asks, since nobody knows who that is, and to saying how one can identify oneself. */
export const refusesStranger = (answer: Answer, because: string): Answer => refuses(answer, 401, because).hasChallenge('Bearer');

/** Exchanges a refresh token. */
export const refresh = (api: Api, refreshToken: string): Promise<Answer> => api.post('/auth/refresh', { refreshToken });

const SECRET_FIELD = /^(?:hashed_?)?password(?:_?(?:hash|digest|salt))?$|^(?:hash|salt|digest)$/i;
const PASSWORD_HASH = /^\$?(?:2[abxy]?|argon2(?:id|i|d)?|scrypt|pbkdf2[-\w]*)[$:]/i;

/** The field, at any depth, that holds a password or its hash. */
export function secretField(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    if ((!Array.isArray(value) && SECRET_FIELD.test(key)) || (typeof part === 'string' && PASSWORD_HASH.test(part))) return key;
    const within = secretField(part);
    if (within !== undefined) return within;
  }
  return undefined;
}

/** Holds an answer about an account to saying nothing about its password. */
export function tellsNoPassword(answer: Answer, { password }: Account): void {
  ensure(!answer.text.includes(password), `${answer.name} contains the password, which nobody must see again.`);
  const field = secretField(answer.json);
  if (field !== undefined) fail(`${answer.name} has a field "${field}": neither a password nor its hash may leave the program.`);
}
