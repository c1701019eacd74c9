import { describe, expect, it } from '@jest/globals';
import * as maths from '../index.js';
import { heardError, toldError } from './told-errors.js';

/** As it comes to another process. */
const passed = (error: unknown): Error => heardError(structuredClone(toldError(error)));

describe('an error that is told to another process', () => {
  const fault = { path: 'reels[2]', message: 'is empty; give it symbols' };

  it.each([
    new maths.SlotCountingError([fault]),
    new maths.SlotDefinitionError([fault, fault]),
    new maths.RouletteDefinitionError([fault]),
    new maths.GameDefinitionError('keno', [fault]),
    new maths.DefinitionKindError('whist', ['slot']),
    new maths.OnlySampledError('too many combinations'),
    new maths.UncountedError('time', 'give its sheet'),
    new RangeError('Invalid array length'),
  ])('is of its class, with its members: %p', (error) => {
    const other = passed(error);
    expect(Object.getPrototypeOf(other)).toBe(Object.getPrototypeOf(error));
    expect({ ...other }).toEqual({ ...error });
    expect([other.message, other.stack, String(other)]).toEqual([error.message, error.stack, String(error)]);
  });

  it('is of its class whichever that is, as long as these maths have it', () => {
    const classes = Object.values(maths).filter(
      (each): each is typeof Error =>
        typeof each === 'function' && each.prototype instanceof Error && each !== maths.DefinitionError,
    );
    expect(classes.length).toBeGreaterThan(8);
    for (const each of classes) {
      const error = Object.setPrototypeOf(new Error('told'), each.prototype as object) as Error;
      expect(passed(error)).toBeInstanceOf(each);
      expect(toldError(error).type).toBe(each.name);
    }
  });

  it('is of the nearest class that is known, and has a message at least', () => {
    class Finer extends maths.SlotCountingError {}
    expect(Object.getPrototypeOf(passed(new Finer([fault])))).toBe(maths.SlotCountingError.prototype);
    expect(passed('only a text')).toMatchObject({ message: 'only a text' });
    expect(heardError({ ...toldError(new Error('newer')), type: 'constructor' })).toBeInstanceOf(Error);
  });
});
