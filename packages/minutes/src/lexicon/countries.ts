import type { Party } from './lexicon.ts';

/** ISO 3166-1 code, Spanish name, English name (after CLDR), further ways of writing it. */
const ROWS = `
AD|Andorra|Andorra
AE|Emiratos Árabes Unidos|United Arab Emirates|UAE
AF|Afganistán|Afghanistan
AG|Antigua y Barbuda|Antigua and Barbuda
AI|Anguila|Anguilla
AL|Albania|Albania
AM|Armenia|Armenia
AO|Angola|Angola
AR|Argentina|Argentina
AS|Samoa Americana|American Samoa
AT|Austria|Austria
AU|Australia|Australia
AW|Aruba|Aruba
AZ|Azerbaiyán|Azerbaijan
BA|Bosnia y Herzegovina|Bosnia and Herzegovina
BB|Barbados|Barbados
BD|Bangladés|Bangladesh
BE|Bélgica|Belgium
BF|Burkina Faso|Burkina Faso
BG|Bulgaria|Bulgaria
BH|Baréin|Bahrain
BI|Burundi|Burundi
BJ|Benín|Benin
BM|Bermudas|Bermuda
BN|Brunéi|Brunei
BO|Bolivia|Bolivia|Estado Plurinacional de Bolivia
BQ|Caribe neerlandés|Caribbean Netherlands
BR|Brasil|Brazil
BS|Bahamas|Bahamas
BT|Bután|Bhutan
BU|Myanmar|Myanmar (Burma)
BW|Botsuana|Botswana
BY|Bielorrusia|Belarus
BZ|Belice|Belize
CA|Canadá|Canada
CD|República Democrática del Congo|Democratic Republic of the Congo|DR Congo
CF|República Centroafricana|Central African Republic
CG|Congo|Congo
CH|Suiza|Switzerland
CI|Côte d'Ivoire|Côte d'Ivoire|Ivory Coast|Costa de Marfil
CK|Islas Cook|Cook Islands
CL|Chile|Chile
CM|Camerún|Cameroon
CN|China|China
CO|Colombia|Colombia
CR|Costa Rica|Costa Rica
CU|Cuba|Cuba
CV|Cabo Verde|Cape Verde
CW|Curazao|Curaçao
CY|Chipre|Cyprus
CZ|Chequia|Czechia|Czech Republic|República Checa
DE|Alemania|Germany
DJ|Yibuti|Djibouti
DK|Dinamarca|Denmark
DM|Dominica|Dominica
DO|República Dominicana|Dominican Republic
DZ|Argelia|Algeria
EC|Ecuador|Ecuador
EE|Estonia|Estonia
EG|Egipto|Egypt
EH|Sáhara Occidental|Western Sahara
ER|Eritrea|Eritrea
ES|España|Spain
ET|Etiopía|Ethiopia
FI|Finlandia|Finland
FJ|Fiyi|Fiji
FK|Islas Malvinas|Falkland Islands
FM|Micronesia|Micronesia
FO|Islas Feroe|Faroe Islands
FR|Francia|France
GA|Gabón|Gabon
GB|Reino Unido|United Kingdom|UK
GD|Granada|Grenada
GE|Georgia|Georgia
GF|Guayana Francesa|French Guiana
GH|Ghana|Ghana
GI|Gibraltar|Gibraltar
GL|Groenlandia|Greenland
GM|Gambia|Gambia
GN|Guinea|Guinea
GP|Guadalupe|Guadeloupe
GQ|Guinea Ecuatorial|Equatorial Guinea
GR|Grecia|Greece
GT|Guatemala|Guatemala
GU|Guam|Guam
GW|Guinea-Bisáu|Guinea-Bissau
GY|Guyana|Guyana
HK|Hong Kong|Hong Kong
HN|Honduras|Honduras
HR|Croacia|Croatia
HT|Haití|Haiti
HU|Hungría|Hungary
ID|Indonesia|Indonesia
IE|Irlanda|Ireland
IL|Israel|Israel
IN|India|India
IQ|Irak|Iraq
IR|Irán|Iran
IS|Islandia|Iceland
IT|Italia|Italy
JM|Jamaica|Jamaica
JO|Jordania|Jordan
JP|Japón|Japan
KE|Kenia|Kenya
KG|Kirguistán|Kyrgyzstan
KH|Camboya|Cambodia
KI|Kiribati|Kiribati
KM|Comoras|Comoros
KN|San Cristóbal y Nieves|Saint Kitts and Nevis|St. Kitts and Nevis
KP|Corea del Norte|North Korea
KR|República de Corea|Republic of Korea|South Korea|Corea del Sur|Korea
KW|Kuwait|Kuwait
KY|Islas Caimán|Cayman Islands
KZ|Kazajistán|Kazakhstan
LA|Laos|Laos
LB|Líbano|Lebanon
LC|Santa Lucía|Saint Lucia|St. Lucia
LI|Liechtenstein|Liechtenstein
LK|Sri Lanka|Sri Lanka
LR|Liberia|Liberia
LS|Lesoto|Lesotho
LT|Lituania|Lithuania
LU|Luxemburgo|Luxembourg
LV|Letonia|Latvia
LY|Libia|Libya
MA|Marruecos|Morocco
MC|Mónaco|Monaco
MD|Moldavia|Moldova|República de Moldova
ME|Montenegro|Montenegro
MG|Madagascar|Madagascar
MH|Islas Marshall|Marshall Islands
MK|Macedonia del Norte|North Macedonia
ML|Mali|Mali
MM|Myanmar|Myanmar
MN|Mongolia|Mongolia
MO|Macao|Macao
MP|Islas Marianas del Norte|Northern Mariana Islands
MQ|Martinica|Martinique
MR|Mauritania|Mauritania
MS|Montserrat|Montserrat
MT|Malta|Malta
MU|Mauricio|Mauritius
MV|Maldivas|Maldives
MW|Malaui|Malawi
MX|México|Mexico
MY|Malasia|Malaysia
MZ|Mozambique|Mozambique
NA|Namibia|Namibia
NC|Nueva Caledonia|New Caledonia
NE|Níger|Niger
NG|Nigeria|Nigeria
NI|Nicaragua|Nicaragua
NL|Países Bajos|Netherlands
NO|Noruega|Norway
NP|Nepal|Nepal
NR|Nauru|Nauru
NZ|Nueva Zelanda|New Zealand|Nueva Zelandia
OM|Omán|Oman
PA|Panamá|Panama
PE|Perú|Peru
PF|Polinesia Francesa|French Polynesia
PG|Papúa Nueva Guinea|Papua New Guinea
PH|Filipinas|Philippines
PK|Pakistán|Pakistan
PL|Polonia|Poland
PR|Puerto Rico|Puerto Rico
PS|Palestina|Palestine
PT|Portugal|Portugal
PW|Palaos|Palau
PY|Paraguay|Paraguay
QA|Catar|Qatar
RO|Rumanía|Romania
RS|Serbia|Serbia
RU|Rusia|Russia|Federación de Rusia|Russian Federation
RW|Ruanda|Rwanda
SA|Arabia Saudí|Saudi Arabia|Arabia Saudita
SB|Islas Salomón|Solomon Islands
SC|Seychelles|Seychelles
SD|Sudán|Sudan
SE|Suecia|Sweden
SG|Singapur|Singapore
SI|Eslovenia|Slovenia
SK|Eslovaquia|Slovakia
SL|Sierra Leona|Sierra Leone
SM|San Marino|San Marino
SN|Senegal|Senegal
SO|Somalia|Somalia
SR|Surinam|Suriname
SS|Sudán del Sur|South Sudan
ST|Santo Tomé y Príncipe|São Tomé and Príncipe
SV|El Salvador|El Salvador
SX|Sint Maarten|Sint Maarten
SY|Siria|Syria
SZ|Esuatini|Eswatini|Swaziland
TC|Islas Turcas y Caicos|Turks and Caicos Islands
TD|Chad|Chad
TG|Togo|Togo
TH|Tailandia|Thailand
TJ|Tayikistán|Tajikistan
TL|Timor-Leste|Timor-Leste
TM|Turkmenistán|Turkmenistan
TN|Túnez|Tunisia
TO|Tonga|Tonga
TR|Turquía|Türkiye|Turkey
TT|Trinidad y Tobago|Trinidad and Tobago
TV|Tuvalu|Tuvalu
TW|Taiwán|Taiwan
TZ|Tanzania|Tanzania|United Republic of Tanzania
UA|Ucrania|Ukraine
UG|Uganda|Uganda
US|Estados Unidos de América|United States of America|Estados Unidos|EE. UU.|EE.UU.|EEUU|United States|the United States|U.S.
UY|Uruguay|Uruguay
UZ|Uzbekistán|Uzbekistan
VA|Ciudad del Vaticano|Vatican City
VC|San Vicente y las Granadinas|Saint Vincent and the Grenadines|San Vicente|St. Vincent and the Grenadines
VE|Venezuela|Venezuela|República Bolivariana de Venezuela
VG|Islas Vírgenes Británicas|British Virgin Islands
VI|Islas Vírgenes de EE. UU.|U.S. Virgin Islands
VN|Vietnam|Vietnam
VU|Vanuatu|Vanuatu
WS|Samoa|Samoa
YE|Yemen|Yemen
ZA|Sudáfrica|South Africa|Suráfrica
ZM|Zambia|Zambia
ZW|Zimbabue|Zimbabwe
`;

/** Countries and territories of the world. A reader may add names; none of them is taken as a member of anything. */
export const COUNTRIES: readonly Party[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [, es = '', en = '', ...aliases] = row.split('|');
    return { kind: 'country', es, en, aliases };
  });
