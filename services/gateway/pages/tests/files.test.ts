import assert from 'node:assert/strict';
import test from 'node:test';

import {batches, csvRows, csvText, jsonRecords, textOf} from '../src/files.ts';

test('each record keeps the letters that its sender wrote', () => {
  const text = '[ {"siret": 99900101900010.0, "nom": "d\\"A]}"},\n{"a":[{"b":1}]} ]';
  assert.deepEqual(jsonRecords(text), ['{"siret": 99900101900010.0, "nom": "d\\"A]}"}', '{"a":[{"b":1}]}']);
});

test('what is no list of objects is no file of records', () => {
  for (const no of ['', '{}', '[1]', '[[]]', '[null]', '[{"a":1}', 'nom;prénom']) assert.equal(jsonRecords(no), undefined, no);
  assert.deepEqual(jsonRecords('[]'), []);
});

test('cells of a file may be quoted and hold line ends', () => {
  const rows = csvRows('\uFEFFnom;note\r\n"Du""pont";"a;b\nc"\r\n\r\nDurand;\n');
  assert.deepEqual(rows.map(({cells}) => cells), [['nom', 'note'], ['Du"pont', 'a;b\nc'], ['Durand', '']]);
  assert.equal(rows[1]!.text, '"Du""pont";"a;b\nc"');
});

test('a spreadsheet finds no formula in what is exported', () => {
  assert.equal(csvText([['=1+1', 'a;b', 'dit "oui"']]), '\uFEFF\'=1+1;"a;b";"dit ""oui"""\r\n');
});

test('a file of older software is read too', () => {
  assert.equal(textOf(new Uint8Array([0x45, 0xe9]).buffer), 'Eé');
  assert.equal(textOf(new TextEncoder().encode('Eé').buffer as ArrayBuffer), 'Eé');
});

test('runs are bounded in number and in weight, and lose nothing', () => {
  const items = [1, 1, 1, 5, 1, 1];
  assert.deepEqual(batches(items, 2, 4, (one) => one), [[1, 1], [1], [5], [1, 1]]);
  assert.deepEqual(batches([], 2, 4, () => 1), []);
});
