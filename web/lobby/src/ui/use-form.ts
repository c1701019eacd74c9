import { type ChangeEvent, useState } from 'react';

/** The texts of a form by name, and what ties an input to one of them. */
export function useForm<Values extends Record<string, string>>(initial: Values) {
  const [values, setValues] = useState(initial);
  const bind = (name: keyof Values & string) => ({
    name,
    value: values[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const { value } = event.target;
      setValues((before) => ({ ...before, [name]: value }));
    },
  });
  return { values, bind, setValues };
}
