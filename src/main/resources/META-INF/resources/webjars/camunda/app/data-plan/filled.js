// Shows a completed form, read-only.
import {formJs} from './camunda.js';
import {DayField} from './dayField.js';
import {NumberField} from './numberField.js';
import {speakVietnamese} from './words.js';

speakVietnamese();

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.filled')).forEach(place => {
  const form = new formJs.Form({container: place});
  form.get('formFields').register('datetime', DayField);
  form.get('formFields').register('number', NumberField);
  form.setProperty('readOnly', true);
  form.importSchema(JSON.parse(place.dataset.schema ?? '{}'), JSON.parse(place.dataset.values ?? '{}'));
});
