/**
 * American spelling, as in VS Code, in everything that a learner reads: lessons and their pictures, quizzes, stages, checks, starters,
 * solutions, the interface and the documents beside the code. Words are looked at one by one, whatever they stand in; what has to keep
 * its spelling is in `GIVEN`.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../support/paths';

const READ = [
  'roadmap/backend',
  'media/lessons',
  'media/walkthrough',
  'media/l10n',
  'package.nls.json',
  'docs',
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
];
const NOT_READ: readonly string[] = ['node_modules', 'dist', 'package-lock.json'];

/** What keeps its spelling, and why. What is found nowhere any more has to go. */
const GIVEN: readonly (readonly [what: RegExp, why: string])[] = [
  [/\bData Modelling, ORMs and Migrations\b/g, 'the title of the topic is given to the letter'],
  [/\bdata-modelling\b/g, 'the id of the topic, under which progress is stored, and the names of its files'],
  [/\b(?:guessing|preview)-defence\b/g, 'ids of questions, under which quizzes that are half done are stored'],
  [/(?<=['`]|► )cancelled(?=['`]| ─)|^ +cancelled(?=: \[)/gm, 'a status of orders in the API of the shop'],
];
const ADDRESS = /\bhttps?:\/\/[^\s)>'"`]+/g;

/** What is refused, by what is British in it: patterns of a whole word in small letters. */
const BRITISH: Readonly<Record<string, RegExp>> = {
  '-or':
    /(?:(?:mis)?behavi|cand|clam|(?:dis|multi|un)?col|demean|(?:en)?deav|(?:dis)?fav|ferv|flav|harb|(?:dis)?hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|splend|tum|val|vap|vig)our\w*|armour\w*/,
  '-er': /(?:calib|(?:epi)?cent|fib|(?:centi|deci|kilo|milli)?(?:lit|met)|lust|meag|sab|somb|spect|theat)re[ds]?|centring|manoeuv\w+/,
  '-ense': /(?:defence|offence|pretence|licence)(?:d|s|less)?/,
  '-ice': /practis(?:e|es|ed|ing|er|ers)/,
  '-og': /(?:analog|catalog)u(?:e|es|ed|ing)/,
  'one l':
    /(?:bevel|cancel|channel|counsel|dial|duel|equal|fuel|funnel|initial|(?:re|un)?label|level|libel|marshal|(?:re)?model|panel|pedal|pencil|quarrel|rival|signal|spiral|stencil|swivel|total|travel|tunnel|unravel)l(?:ed|ing|ings|er|ers)|jewellery|marvellous|woollen/,
  'one s or t': /(?:benefitt|biass|focuss)(?:ed|es|ing)/,
  'two l': /(?:appal|distil|enrol|enthral|fulfil|instil)(?:s|ment|ments)?|(?:skil|wil)ful(?:ly|ness)?/,
  'no e': /(?:abridg|acknowledg|judg)ements?|ageing|(?:cue|queue|route)ing|(?:move|use)able/,
  'e alone': /(?:anaem|anaesth|encyclopaed|foet|gynaec|haem|leukaem|mediaev|oestr|orthopaed|paed)\w+|diarrhoea/,
  '-ed': /burnt|dreamt|leant|leapt|learnt|(?:mis)?spelt|spilt|spoilt/,
  // "Afterwards" is said in America too, and a mail is something one forwards.
  'no -st, no -s': /whilst|amongst|amidst|(?:back|down|in|on|out|to|up)wards/,
  'another word':
    /aluminium|(?:artefact|cheque|draught|kerb|moustache|programme|pyjama|sceptic|storey|tonne|tyre)s?|sceptical(?:ly)?|scepticism|cosy|gaol|(?:grey|mould|plough)(?:s|ed|er|ing)?|maths|mum|sulphur|fortnight(?:ly|s)?/,
};

/** -ize and -yze. ("Analyses" is the plural of a noun.) */
const ISE = /\w{2,}(?:is(?:e|es|ed|ing|er|ers|able|ation|ations)|ys(?:e|ed|ing|er|ers))/;
/** The beginnings of words in -ise that are never written with a z. */
const NEVER_IZE =
  /(?:advert|adv|appra|ar|bru|chast|circumc|comprom|compr|conc|cru|cr|d|demi|dem|desp|dev|disgu|enterpr|exc|exerc|expert|franch|fundra|impr?ec|improv|inc|k|likew|merchand|m|no|otherw|parad|po|pra|prec|prem|prom|ra|rev|r|superv|surm|surpr|telev|treat|turquo|upr|w)is\w*/;

const PHRASE = /\bfull stops?\b|\bper cent\b|\binverted commas\b/gi;

const whole = (pattern: RegExp): RegExp => new RegExp(`^(?:${pattern.source})$`);
const british = Object.values(BRITISH).map(whole);
const [ise, neverIze] = [whole(ISE), whole(NEVER_IZE)];

const isBritish = (word: string): boolean => british.some((pattern) => pattern.test(word)) || (ise.test(word) && !neverIze.test(word));

/** The words of a text, and those that a name in camelCase is made of. */
const wordsOf = (text: string): string[] => text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu) ?? [];

const withoutGiven = (text: string): string => GIVEN.reduce((rest, [what]) => rest.replace(what, ''), text.replace(ADDRESS, ''));

function britishIn(text: string): string[] {
  const rest = withoutGiven(text);
  return [...wordsOf(rest).filter((word) => isBritish(word.toLowerCase())), ...(rest.match(PHRASE) ?? [])];
}

/** The files at a path, or below it. */
function filesAt(path: string): string[] {
  const full = join(repoRoot, path);
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full).flatMap((name) => (NOT_READ.includes(name) ? [] : filesAt(`${path}/${name}`)));
}

describe('the spelling of what a learner reads', () => {
  const texts = READ.flatMap(filesAt).map((path) => ({ path, text: readFileSync(join(repoRoot, path), 'utf8') }));

  it('is American', () => {
    assert.ok(texts.length > 700, 'the files are found');
    const found = texts.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, at) => britishIn(line).map((word) => `${path}:${at + 1}: ${word}`)),
    );
    assert.deepEqual(found, []);
  });

  it('keeps what is given, and no longer than it is there', () => {
    for (const [what, why] of GIVEN)
      assert.ok(
        texts.some(({ text }) => text.search(what) >= 0),
        why,
      );
  });

  it('refuses British words in any form, and nothing else', () => {
    for (const text of [
      'Recognise a race',
      'Denormalised columns',
      'an organisation',
      'analysing',
      'its behaviour',
      'data modelling',
      'const signalled = true',
      'backgroundColour',
      'TRAVELLERS',
      'the best defence',
      'it is cancelled',
      'no full stop',
      'leans towards it',
      'a sound judgement',
    ])
      assert.equal(britishIn(text).length, 1, text);
    for (const text of [
      'a promise, otherwise revised: four analyses of your hours',
      'The disabled raiser advises a wiser enterprise',
      'controlled, rolled, stalled and polled afterwards',
      'Data Modelling, ORMs and Migrations',
      '[it](topic:data-modelling)',
      "status === 'cancelled'",
      'https://example.com/colour',
      'A resolver forwards it',
    ])
      assert.deepEqual(britishIn(text), [], text);
  });
});
