import { ObjectId } from 'bson';
import type { CommandContext } from '../command';
import { isDocument, keyOf, valuesAt, type Document } from '../documents';
import { badValue, MongoError } from '../mongoError';
import { withIdFirst } from '../updates';

/** When a pipeline ends in `$out` or `$merge`: what writes its results. */
export function writingStage(context: CommandContext, pipeline: readonly Document[]): ((results: Document[]) => void) | undefined {
  const last = pipeline.at(-1) ?? {};
  if ('$out' in last) {
    const target = targetOf(context, last['$out']);
    return (results) => {
      context.store.drop(target.database, target.name);
      const collection = context.store.getOrCreate(target.database, target.name);
      for (const document of results) collection.insert(withId(document));
    };
  }
  if ('$merge' in last) return mergeInto(context, isDocument(last['$merge']) ? last['$merge'] : { into: last['$merge'] });
  return undefined;
}

function targetOf({ database }: CommandContext, target: unknown): { database: string; name: string } {
  if (typeof target === 'string') return { database, name: target };
  if (isDocument(target) && typeof target['coll'] === 'string') {
    return { database: typeof target['db'] === 'string' ? target['db'] : database, name: target['coll'] };
  }
  throw badValue('the target of the stage must be the name of a collection');
}

function withId(document: Document): Document {
  return document['_id'] === undefined ? withIdFirst(document, new ObjectId()) : document;
}

function mergeInto(context: CommandContext, options: Document): (results: Document[]) => void {
  const target = targetOf(context, options['into']);
  const fields = (Array.isArray(options['on']) ? options['on'] : [options['on'] ?? '_id']).map(String);
  const { whenMatched = 'merge', whenNotMatched = 'insert' } = options;
  const keyFor = (document: Document): string => fields.map((field) => keyOf(valuesAt(document, field.split('.'))[0])).join('\0');
  return (results) => {
    const collection = context.store.getOrCreate(target.database, target.name);
    const existing = new Map([...collection.all()].map((document) => [keyFor(document), document]));
    for (const result of results) {
      const old = existing.get(keyFor(result));
      if (old === undefined) {
        if (whenNotMatched === 'fail')
          throw new MongoError(
            13113,
            'MergeStageNoMatchingDocument',
            '$merge could not find a matching document in the target collection for at least one document in the source collection',
          );
        if (whenNotMatched === 'insert') collection.insert(withId(result));
      } else if (whenMatched === 'merge') collection.replace(old, withIdFirst({ ...old, ...result }, old['_id']));
      else if (whenMatched === 'replace') collection.replace(old, withIdFirst(result, old['_id']));
      else if (whenMatched === 'fail')
        throw new MongoError(11000, 'DuplicateKey', '$merge with whenMatched: fail found an existing document');
      else if (whenMatched !== 'keepExisting') throw badValue("$merge's whenMatched must be merge, replace, keepExisting or fail here");
    }
  };
}
