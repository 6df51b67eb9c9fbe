/** Rules of form, explained in `docs/api.md`: what a request must be before anything that it says is looked at. */
export const FORM_RULES = {
  unknownField: 'API-01',
  form: 'API-02',
  header: 'API-03',
  file: 'API-04',
  page: 'API-05',
  service: 'API-06',
} as const;
