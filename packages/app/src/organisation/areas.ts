// Areas of Finland as people call them, for choosing who is near. What is chosen is told to nobody.
import choices from '../../../../content/organisations/choices.json' with { type: 'json' }

export const AREAS = choices.areas
