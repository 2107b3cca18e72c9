import type { DemoPlace } from './places.ts';

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** Common first and last names by country. */
export const PEOPLE: Readonly<
  Record<DemoPlace['people'], { readonly given: readonly string[]; readonly family: readonly string[] }>
> = {
  english: {
    given: words(`Aaliyah Adam Aisha Alice Amara Andre Angela Arjun Beatriz Ben Carmen Charlotte Chidi Claire
      Connor Daniel David Deepa Diego Eleanor Elijah Emma Fatima Fiona Gareth Grace Hannah Hiroshi Ibrahim
      Imani Isaac Jamal James Jasmine Jorge Joyce Kwame Laura Leila Liam Lucia Malik Marcus Maria Mei Miguel
      Mohammed Naomi Nia Olivia Omar Owen Patrick Priscilla Rachel Ravi Rosa Samuel Sanjay Sarah Sofia Tariq
      Tessa Thomas Tomoko Victor Wei Yasmin Yuki Zainab Zoe`),
    family: words(`Abara Adeyemi Ahmed Alvarez Anderson Baker Banerjee Bell Brooks Campbell Chen Clarke Cohen
      Cruz Davies Diaz Edwards Evans Farah Fisher Flores Foster Gomez Green Gupta Hall Harris Hughes Hussain
      Ito Jackson Johnson Jones Kaur Kelly Khan Kim Kowalski Lee Lewis Lopez MacLeod Mensah Mitchell Morgan
      Murphy Nakamura Nguyen Nwosu O'Brien Okafor Okonkwo Osei Park Patel Perez Price Quinn Ramirez Reid
      Rivera Roberts Rossi Santos Scott Shah Singh Stewart Tan Taylor Thompson Tran Turner Walker Wang Watson
      White Williams Wilson Wong Wright Yamamoto Young`),
  },
  german: {
    given:
      words(`Anja Aylin Bernd Britta Dirk Elif Emre Frank Greta Hanna Heike Ingo Jana Jens Jonas Jürgen Katrin
      Lena Lukas Marek Matthias Meike Mehmet Nadine Oliver Petra Ralf Sabine Stefan Svenja Tobias Uwe`),
    family:
      words(`Arslan Bauer Becker Braun Demir Fischer Graf Hartmann Hofmann Jansen Kaya Keller Koch König Krüger
      Lange Lehmann Maier Möller Nowak Peters Richter Schäfer Schmitt Schröder Schulz Seidel Vogel Weber Wolf Yılmaz Zimmermann`),
  },
  french: {
    given:
      words(`Adrien Amélie Antoine Aurélie Bastien Camille Céline Chloé Claire Élodie Étienne Fatou Florent Hugo
      Inès Julien Karim Léa Mathilde Mehdi Nicolas Noémie Olivier Pauline Rachid Sandrine Sébastien Théo`),
    family:
      words(`Barbier Benali Bernard Bonnet Chevalier Clément Diallo Dubois Dupont Durand Faure Fontaine Garnier
      Girard Haddad Lambert Laurent Lefèvre Lemaire Marchand Mercier Moreau Perrin Renaud Rousseau Roux Traoré Vidal`),
  },
  swedish: {
    given: words(
      'Annika Axel Björn Elin Emil Filip Freja Gustav Ida Johan Karin Lars Linnea Maja Nils Omid Sofie Åsa',
    ),
    family: words(
      'Ahlgren Berg Dahl Ekström Forsberg Håkansson Holm Lindqvist Lund Nyström Sandberg Sjögren Ström Wikström Öberg',
    ),
  },
};

/** Job titles; the first half are more likely to sign. */
export const TITLES = [
  'Operations Manager',
  'Managing Director',
  'Head of Facilities',
  'Finance Director',
  'Energy Manager',
  'Plant Manager',
  'Owner',
  'Sustainability Lead',
  'Procurement Manager',
  'Facilities Coordinator',
  'Maintenance Supervisor',
  'Site Manager',
  'Office Manager',
  'Project Engineer',
] as const;

export const COMPANY_ROOTS =
  words(`Alder Amberley Ashdown Beacon Birchwood Blackthorn Bluebell Bramble Brightside
  Cedar Cobalt Copperline Coral Driftwood Dunmore Eastgate Elmstead Fernhill Foxglove Glenhaven Granite Greenway
  Harbour Hawthorn Hazel Heron Highfield Ironbridge Jasper Juniper Kestrel Kingfisher Lakeshore Larkspur Linden
  Lighthouse Marigold Meridian Millbrook Northgate Oakfield Orchid Osprey Peregrine Pinewood Quayside Redstone
  Riverside Rosewood Saltmarsh Sandpiper Silverton Southbank Sparrow Stonebridge Sycamore Thornbury Tidewater
  Timberline Verdant Walnut Westbrook Whitecliff Wildflower Willow Yarrow`);

/** Second words of company names, by industry. */
export const INDUSTRIES: readonly (readonly [industry: string, words: readonly string[]])[] = [
  ['hospitality', ['Hotels', 'Inns', 'Resorts', 'Brewing', 'Restaurants']],
  ['manufacturing', ['Tooling', 'Castings', 'Plastics', 'Packaging', 'Ceramics']],
  ['logistics', ['Freight', 'Warehousing', 'Cold Storage', 'Couriers']],
  ['retail', ['Grocers', 'Outfitters', 'Garden Centres', 'Home Stores']],
  ['education', ['Academy', 'College', 'Schools Trust']],
  ['healthcare', ['Clinics', 'Dental', 'Veterinary', 'Laboratories']],
  ['agriculture', ['Farms', 'Dairies', 'Orchards', 'Mills']],
  ['property', ['Estates', 'Property Group', 'Housing']],
];

/** Legal forms by country. */
export const LEGAL_FORMS: Readonly<Record<string, readonly string[]>> = {
  US: ['Inc', 'LLC'],
  CA: ['Inc'],
  GB: ['Ltd', 'plc'],
  DE: ['GmbH', 'KG'],
  FR: ['SARL', 'SAS'],
  AU: ['Pty Ltd'],
  SE: ['AB'],
};

export const STREETS = words(
  'Bridge Canal Church Factory Harbour High Hill Lake Market Mill Park Queen River School Station Union Water',
);
