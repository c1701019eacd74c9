import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Golden, goldenFaults, goldenOf, messageClasses } from '../../../tools/contracts/golden.js';
import { ChoiceField, IntegerField, ListField, PartField, TextField } from './fields.js';

const folder = path.resolve(import.meta.dirname, '../golden');

function stored(name: string): Golden {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Golden;
}

describe('golden files', () => {
  it('there is one for each message, and none else', () => {
    const files = readdirSync(folder).map((file) => path.basename(file, '.json'));
    expect(files.sort()).toEqual([...messageClasses().keys()].sort());
  });

  it.each([...messageClasses()])('%s still takes what was once sent', (name, message) => {
    expect(goldenFaults(name, message, stored(name))).toEqual([]);
  });
});

class Part {
  @IntegerField({ description: 'A number.' })
  size: number;
}

/** The message as it was when its golden was written. */
class Before {
  @TextField({ description: 'A name.', max: 10 })
  name: string;

  @PartField({ description: 'A part.', of: () => Part })
  part: Part;

  @TextField({ description: 'A remark.', max: 10, optional: true })
  remark?: string;
}

describe('goldenFaults', () => {
  const golden = goldenOf('Before', Before);

  it('accepts the message it was made from', () => {
    expect(goldenFaults('Before', Before, golden)).toEqual([]);
    expect(golden).toEqual({
      least: { name: 'text', part: { size: 1 } },
      full: { name: 'text', part: { size: 1 }, remark: 'text' },
    });
  });

  it('accepts a new optional member', () => {
    class After extends Before {
      @ListField({ description: 'More.', optional: true })
      more?: string[];
    }
    expect(goldenFaults('After', After, golden)).toEqual([]);
  });

  it('refuses a new required member', () => {
    class After extends Before {
      @TextField({ description: 'More.', max: 10 })
      more: string;
    }
    expect(goldenFaults('After', After, golden).join()).toMatch(/least.*more should not be null/);
  });

  it('refuses a member that is gone, required or not', () => {
    class After {
      @TextField({ description: 'A name.', max: 10 })
      name: string;
    }
    const faults = goldenFaults('After', After, golden).join();
    expect(faults).toMatch(/full\): property remark should not exist/);
    expect(faults).toMatch(/least\): property part should not exist/);
  });

  it('refuses an optional member that became required', () => {
    class After {
      @TextField({ description: 'A name.', max: 10 })
      name: string;

      @PartField({ description: 'A part.', of: () => Part })
      part: Part;

      @TextField({ description: 'A remark.', max: 10 })
      remark: string;
    }
    expect(goldenFaults('After', After, golden).join()).toMatch(/least\): remark should not be null/);
  });

  it('refuses a required member that became optional: its readers count on it', () => {
    class After {
      @TextField({ description: 'A name.', max: 10, optional: true })
      name?: string;

      @PartField({ description: 'A part.', of: () => Part })
      part: Part;

      @TextField({ description: 'A remark.', max: 10, optional: true })
      remark?: string;
    }
    expect(goldenFaults('After', After, golden)).toEqual(['After: name is no longer required']);
  });

  it('refuses a member of another form, also inside a part', () => {
    class Other {
      @ChoiceField({ description: 'A size.', of: ['small'] })
      size: string;
    }
    class After {
      @TextField({ description: 'A name.', max: 3 })
      name: string;

      @PartField({ description: 'A part.', of: () => Other })
      part: Other;

      @TextField({ description: 'A remark.', max: 10, optional: true })
      remark?: string;
    }
    const faults = goldenFaults('After', After, golden).join();
    expect(faults).toMatch(/name must be shorter/);
    expect(faults).toMatch(/part: size must be one of/);
  });
});
