/**
 * The zones of the regions of countries with several: a line for each zone, with codes and names of its regions. A
 * region with two zones has the one where most people live.
 */
export const text = `US America/New_York: ct|connecticut|de|delaware|dc|district of columbia|washington dc|fl|florida|ga|georgia|in|indiana|ky|kentucky|me|maine|md|maryland|ma|massachusetts|mi|michigan|nh|new hampshire|nj|new jersey|ny|new york|nc|north carolina|oh|ohio|pa|pennsylvania|ri|rhode island|sc|south carolina|vt|vermont|va|virginia|wv|west virginia
US America/Chicago: al|alabama|ar|arkansas|il|illinois|ia|iowa|ks|kansas|la|louisiana|mn|minnesota|ms|mississippi|mo|missouri|ne|nebraska|nd|north dakota|ok|oklahoma|sd|south dakota|tn|tennessee|tx|texas|wi|wisconsin
US America/Denver: co|colorado|id|idaho|mt|montana|nm|new mexico|ut|utah|wy|wyoming
US America/Phoenix: az|arizona
US America/Los_Angeles: ca|california|nv|nevada|or|oregon|wa|washington
US America/Anchorage: ak|alaska
US Pacific/Honolulu: hi|hawaii
CA America/St_Johns: nl|newfoundland and labrador|newfoundland
CA America/Halifax: ns|nova scotia|nb|new brunswick|pe|prince edward island|pei
CA America/Toronto: on|ontario|qc|quebec|nu|nunavut
CA America/Winnipeg: mb|manitoba
CA America/Regina: sk|saskatchewan
CA America/Edmonton: ab|alberta|nt|northwest territories
CA America/Vancouver: bc|british columbia
CA America/Whitehorse: yt|yukon
AU Australia/Sydney: nsw|new south wales|act|australian capital territory
AU Australia/Melbourne: vic|victoria
AU Australia/Hobart: tas|tasmania
AU Australia/Brisbane: qld|queensland
AU Australia/Adelaide: sa|south australia
AU Australia/Darwin: nt|northern territory
AU Australia/Perth: wa|western australia
BR America/Manaus: am|amazonas|rr|roraima|ro|rondonia
BR America/Cuiaba: mt|mato grosso
BR America/Campo_Grande: ms|mato grosso do sul
BR America/Rio_Branco: ac|acre
MX America/Tijuana: bc|baja california
MX America/Mazatlan: bcs|baja california sur|sin|sinaloa|nay|nayarit
MX America/Hermosillo: son|sonora
MX America/Cancun: qroo|quintana roo|q roo
ES Atlantic/Canary: canarias|canary islands|islas canarias|las palmas|santa cruz de tenerife|tenerife|gran canaria
PT Atlantic/Azores: azores|acores
PT Atlantic/Madeira: madeira
ID Asia/Makassar: bali|south sulawesi|sulawesi selatan|east kalimantan
ID Asia/Jayapura: papua|maluku
RU Asia/Yekaterinburg: sverdlovsk|sverdlovsk oblast|chelyabinsk|tyumen
RU Asia/Novosibirsk: novosibirsk|novosibirsk oblast
RU Asia/Krasnoyarsk: krasnoyarsk|krasnoyarsk krai
RU Asia/Vladivostok: primorsky krai|primorye|khabarovsk|khabarovsk krai
CL Pacific/Easter: easter island|isla de pascua`;
