import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { UnloopReport, UnloopTriage } from './elements.js';
import type { Rules } from './index.js';
import type { Diagnosis } from './types.js';

/** What an element takes in JSX beside what every element takes. */
type Props<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element> & {
  theme?: 'light' | 'dark' | undefined;
  rules?: Rules | undefined;
  'onunloop-diagnosis'?: ((event: CustomEvent<Diagnosis>) => void) | undefined;
  'onunloop-error'?: ((event: CustomEvent<Error>) => void) | undefined;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'unloop-triage': Props<UnloopTriage> & { label?: string | undefined; placeholder?: string | undefined; value?: string | undefined };
      'unloop-report': Props<UnloopReport>;
    }
  }
}
