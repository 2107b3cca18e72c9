/** What made-up people of a benchmark are called, do and live in. */
export const FIRST = ['Ann', 'Bob', 'Carla', 'Deniz', 'Elif', 'Farid', 'Grace', 'Hugo', 'Inés', 'Jürgen'];
export const LAST = [
  'Adams',
  'Brown',
  'Cruz',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  "O'Neill",
  'Šimić',
  'Zhang',
];
export const TITLES = ['Buyer', 'Head of Purchasing', 'CTO', 'Office Manager', 'Owner'];
export const CITIES = ['Boston', 'Chicago', 'San José', 'New York', 'Austin', 'Denver', 'Miami'];
