import { describe, expect, it } from '@jest/globals';
import { duplicateMembers } from './duplicate-members.js';

describe('members that stand twice in an object', () => {
  it.each<[string, string[]]>([
    ['{"rows":3,"rows":4}', ['rows']],
    ['{"pays":{"ace":{"3":5,"4":9,"3":6}}}', ['pays.ace.3']],
    ['{"symbols":[{"id":"a"},{"id":"b","id" : "c"}]}', ['symbols[1].id']],
    [String.raw`{"a\"b":1,"a\"b":2,"r\u006fws":3,"rows":4}`, ['a"b', 'rows']],
  ])('are found in %s', (text, paths) => {
    expect(duplicateMembers(text)).toEqual(paths);
  });

  it.each([
    '[]',
    '3',
    '{"a":{"id":1},"b":{"id":1},"c":[{"id":1},{"id":1}]}',
    String.raw`{"text":"{\"id\":1,\"id\":2}","id":["id","id"]}`,
  ])('are not seen in %s', (text) => {
    expect(duplicateMembers(text)).toEqual([]);
  });
});
