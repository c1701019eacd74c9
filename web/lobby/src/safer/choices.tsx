interface ChoicesProps {
  legend: string;
  name: string;
  options: readonly (readonly [number, string])[];
  chosen: number;
  choose: (value: number) => void;
}

/** One of a few lengths of time. */
export function Choices({ legend, name, options, chosen, choose }: ChoicesProps) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {options.map(([value, label]) => (
        <label key={value} className="choice">
          <input type="radio" name={name} checked={value === chosen} onChange={() => choose(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
