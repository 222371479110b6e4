// Generated from the JSON files in this folder by "npm run catalogue".
export const numberSourceTable = `
AC libphonenumber-9.0.35 911 999
AD libphonenumber-9.0.35 112
AD libphonenumber-9.0.35,aosp-eccdata-2023-12 110 116 118
AE libphonenumber-9.0.35 112
AE libphonenumber-9.0.35,aosp-eccdata-2023-12 997 998 999
AF libphonenumber-9.0.35 100 102
AF libphonenumber-9.0.35,aosp-eccdata-2023-12 119
AG libphonenumber-9.0.35 999
AG libphonenumber-9.0.35,aosp-eccdata-2023-12 911
AI libphonenumber-9.0.35,aosp-eccdata-2023-12 911
AL libphonenumber-9.0.35 112
AL libphonenumber-9.0.35,aosp-eccdata-2023-12 127 128 129
AM aosp-eccdata-2023-12 911
AM libphonenumber-9.0.35 101 102 103
AO libphonenumber-9.0.35,aosp-eccdata-2023-12 112 113 115
AR libphonenumber-9.0.35,aosp-eccdata-2023-12 100 101 107 911
AS libphonenumber-9.0.35,aosp-eccdata-2023-12 911
AS us-fcc-988 988
AS us-fcc-n11 211 311 511 711 811
AT aosp-eccdata-2023-12,at-rtr-emergency 128 140
AT eu-2007-116 116000 116006 116111 116117 116123
AT libphonenumber-9.0.35,aosp-eccdata-2023-12 112 122 133 144
AT se-pts-116016 116016
AU libphonenumber-9.0.35 106 112
AU libphonenumber-9.0.35,aosp-eccdata-2023-12 000
AW libphonenumber-9.0.35 100
AW libphonenumber-9.0.35,aosp-eccdata-2023-12 911
AX libphonenumber-9.0.35 112
AZ libphonenumber-9.0.35 101 102 103
AZ libphonenumber-9.0.35,aosp-eccdata-2023-12 112
BA libphonenumber-9.0.35,aosp-eccdata-2023-12 122 123 124
BB libphonenumber-9.0.35 911
BB libphonenumber-9.0.35,aosp-eccdata-2023-12 211 311 511
BD libphonenumber-9.0.35 100 101 102 199
BD libphonenumber-9.0.35,aosp-eccdata-2023-12 999
BE be-112 1722 1733
BE eu-2007-116 116000 116006 116111 116117 116123
BE libphonenumber-9.0.35,aosp-eccdata-2023-12 100 101 112
BE se-pts-116016 116016
BF libphonenumber-9.0.35,aosp-eccdata-2023-12 17 18
BG eu-2007-116 116000 116006 116111 116117 116123
BG libphonenumber-9.0.35 150 160 166
BG libphonenumber-9.0.35,aosp-eccdata-2023-12 112
BG se-pts-116016 116016
BH libphonenumber-9.0.35 199
BH libphonenumber-9.0.35,aosp-eccdata-2023-12 999
BI libphonenumber-9.0.35 113 117
BI libphonenumber-9.0.35,aosp-eccdata-2023-12 112
BJ libphonenumber-9.0.35 112 114 116
BJ libphonenumber-9.0.35,aosp-eccdata-2023-12 117 118
BL fr-arcep-numbering-plan 112 15 17
BL libphonenumber-9.0.35 18
BM libphonenumber-9.0.35,aosp-eccdata-2023-12 911
BN libphonenumber-9.0.35,aosp-eccdata-2023-12 991 993 995
BO libphonenumber-9.0.35,aosp-eccdata-2023-12 110 118 119
BQ libphonenumber-9.0.35 112 911
BR aosp-eccdata-2023-12 185
BR br-anatel-tridigit 191
BR libphonenumber-9.0.35 112 128 911
BR libphonenumber-9.0.35,aosp-eccdata-2023-12 190 192 193
BS libphonenumber-9.0.35 911
BS libphonenumber-9.0.35,aosp-eccdata-2023-12 919
BT libphonenumber-9.0.35,aosp-eccdata-2023-12 110 112 113
BW libphonenumber-9.0.35 911
BW libphonenumber-9.0.35,aosp-eccdata-2023-12 997 998 999
BY libphonenumber-9.0.35 112
BY libphonenumber-9.0.35,aosp-eccdata-2023-12 101 102 103
BZ libphonenumber-9.0.35 90 990
BZ libphonenumber-9.0.35,aosp-eccdata-2023-12 911
CA ca-crtc-988 988
CA libphonenumber-9.0.35,aosp-eccdata-2023-12 112 911
CA microsoft-933 933
CA nanpa-n11 211 311 411 511 611 711 811
CC libphonenumber-9.0.35 000 112
CD libphonenumber-9.0.35 113 114 177 188
CD libphonenumber-9.0.35,aosp-eccdata-2023-12 118
CF libphonenumber-9.0.35 118 1220
CF libphonenumber-9.0.35,aosp-eccdata-2023-12 117
CG libphonenumber-9.0.35 117
CG libphonenumber-9.0.35,aosp-eccdata-2023-12 118
CH aosp-eccdata-2023-12 1414 143 145 147 911
CH libphonenumber-9.0.35,aosp-eccdata-2023-12 112 117 118 144
CI aosp-eccdata-2023-12 185
CI libphonenumber-9.0.35 110 111
CI libphonenumber-9.0.35,aosp-eccdata-2023-12 170 180
CK libphonenumber-9.0.35 996 998
CK libphonenumber-9.0.35,aosp-eccdata-2023-12 999
CL cl-armada-137 137
CL libphonenumber-9.0.35 911
CL libphonenumber-9.0.35,aosp-eccdata-2023-12 131 132 133
CM aosp-eccdata-2023-12 118 119
CM libphonenumber-9.0.35 113 13 17
CM libphonenumber-9.0.35,aosp-eccdata-2023-12 117
CN cn-numbering-plan-2017 122
CN libphonenumber-9.0.35,aosp-eccdata-2023-12 110 119 120
CO libphonenumber-9.0.35 112 119 132 156
CO libphonenumber-9.0.35,aosp-eccdata-2023-12 123
CR libphonenumber-9.0.35 112
CR libphonenumber-9.0.35,aosp-eccdata-2023-12 911
CU libphonenumber-9.0.35,aosp-eccdata-2023-12 104 105 106
CV libphonenumber-9.0.35,aosp-eccdata-2023-12 130 131 132
CW libphonenumber-9.0.35 112 911
CX libphonenumber-9.0.35 000 112
CY eu-2007-116 116000 116006 116111 116117 116123
CY libphonenumber-9.0.35 199
CY libphonenumber-9.0.35,aosp-eccdata-2023-12 112
CY se-pts-116016 116016
CZ eu-2007-116 116000 116006 116111 116117 116123
CZ libphonenumber-9.0.35 150 151 152 153 154 155 156 157 158 159
CZ libphonenumber-9.0.35,aosp-eccdata-2023-12 112
CZ se-pts-116016 116016
DE de-115 115
DE eu-2007-116 116000 116006 116111 116117 116123
DE libphonenumber-9.0.35 110
DE libphonenumber-9.0.35,aosp-eccdata-2023-12 112
DE se-pts-116016 116016
DJ libphonenumber-9.0.35,aosp-eccdata-2023-12 17 18
DK dk-police-114 114
DK eu-2007-116 116000 116006 116111 116117 116123
DK libphonenumber-9.0.35,aosp-eccdata-2023-12 112
DK se-pts-116016 116016
DM libphonenumber-9.0.35 333 999
DM libphonenumber-9.0.35,aosp-eccdata-2023-12 911
DO libphonenumber-9.0.35 112
DO libphonenumber-9.0.35,aosp-eccdata-2023-12 911
DZ aosp-eccdata-2023-12 1548
DZ libphonenumber-9.0.35 112 14 17
EC aosp-eccdata-2023-12 115
EC libphonenumber-9.0.35 101 102 112
EC libphonenumber-9.0.35,aosp-eccdata-2023-12 911
EE eu-2007-116 116000 116006 116111 116117 116123
EE libphonenumber-9.0.35 110
EE libphonenumber-9.0.35,aosp-eccdata-2023-12 112
EE se-pts-116016 116016
EG libphonenumber-9.0.35,aosp-eccdata-2023-12 122 123 180
EH libphonenumber-9.0.35 15 177 19
ER libphonenumber-9.0.35 112 113 114 116
ES aosp-eccdata-2023-12 016 017 021 024 028 080 091 092 1006 116000 116111
ES aosp-eccdata-2023-12,es-numbering-guide-2016 061 062
ES eu-2007-116 116006 116117 116123
ES libphonenumber-9.0.35,aosp-eccdata-2023-12 085 088 112
ES se-pts-116016 116016
ET libphonenumber-9.0.35 91 911 92 93 939 997
ET libphonenumber-9.0.35,aosp-eccdata-2023-12 991
FI eu-2007-116 116000 116006 116111 116117 116123
FI libphonenumber-9.0.35,aosp-eccdata-2023-12 112
FI se-pts-116016 116016
FJ libphonenumber-9.0.35,aosp-eccdata-2023-12 911 917
FK libphonenumber-9.0.35,aosp-eccdata-2023-12 999
FM libphonenumber-9.0.35,aosp-eccdata-2023-12 911
FO libphonenumber-9.0.35 114
FO libphonenumber-9.0.35,aosp-eccdata-2023-12 112
FR aosp-eccdata-2023-12 114 115 116000 116111 116117 119 196 197
FR aosp-eccdata-2023-12,fr-arcep-emergency-list 191
FR eu-2007-116 116006 116123
FR fr-3114-3919 3114 3919
FR libphonenumber-9.0.35,aosp-eccdata-2023-12 112 15 17 18
FR se-pts-116016 116016
GA aosp-eccdata-2023-12 177
GA libphonenumber-9.0.35 1730 18
GB gb-numbering-plan 101 105 111 116000 116006 116111 116123
GB gb-stop-scams-159 159
GB libphonenumber-9.0.35 112
GB libphonenumber-9.0.35,aosp-eccdata-2023-12 999
GD libphonenumber-9.0.35,aosp-eccdata-2023-12 911
GE libphonenumber-9.0.35 011 022 033 111 113 122
GE libphonenumber-9.0.35,aosp-eccdata-2023-12 112
GF fr-arcep-numbering-plan 112
GF libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
GG libphonenumber-9.0.35 112 999
GH gh-government-112 112
GH libphonenumber-9.0.35 999
GH libphonenumber-9.0.35,aosp-eccdata-2023-12 191 192 193
GI libphonenumber-9.0.35 112
GI libphonenumber-9.0.35,aosp-eccdata-2023-12 190 199
GL libphonenumber-9.0.35,aosp-eccdata-2023-12 112
GM aosp-eccdata-2023-12 911
GM libphonenumber-9.0.35 117 16 17 18
GM libphonenumber-9.0.35,aosp-eccdata-2023-12 116 118
GN aosp-eccdata-2023-12 122 1717
GP fr-arcep-numbering-plan 112
GP libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
GQ aosp-eccdata-2023-12 113 115
GR eu-2007-116 116000 116006 116111 116117 116123
GR gr-coast-guard-108 108
GR libphonenumber-9.0.35 100 166 199
GR libphonenumber-9.0.35,aosp-eccdata-2023-12 112
GR se-pts-116016 116016
GT gt-bomberos-voluntarios 122
GT libphonenumber-9.0.35 110
GT libphonenumber-9.0.35,aosp-eccdata-2023-12 120 123
GU libphonenumber-9.0.35,aosp-eccdata-2023-12 911
GU us-fcc-988 988
GU us-fcc-n11 211 311 511 711 811
GW libphonenumber-9.0.35,aosp-eccdata-2023-12 113 117 118
GY libphonenumber-9.0.35,aosp-eccdata-2023-12 911 912 913
HK libphonenumber-9.0.35 112 992
HK libphonenumber-9.0.35,aosp-eccdata-2023-12 999
HN aosp-eccdata-2023-12 911
HN libphonenumber-9.0.35 199
HR eu-2007-116 116000 116006 116111 116117 116123
HR libphonenumber-9.0.35 192 193 194 93 94
HR libphonenumber-9.0.35,aosp-eccdata-2023-12 112
HR se-pts-116016 116016
HT aosp-eccdata-2023-12 115 116
HT libphonenumber-9.0.35 118
HT libphonenumber-9.0.35,aosp-eccdata-2023-12 114
HU eu-2007-116 116000 116006 116111 116117 116123
HU libphonenumber-9.0.35 104 105 107
HU libphonenumber-9.0.35,aosp-eccdata-2023-12 112
HU se-pts-116016 116016
ID libphonenumber-9.0.35 112 119
ID libphonenumber-9.0.35,aosp-eccdata-2023-12 110 113 118
IE eu-2007-116 116000 116006 116111 116117 116123
IE libphonenumber-9.0.35 999
IE libphonenumber-9.0.35,aosp-eccdata-2023-12 112
IE se-pts-116016 116016
IL libphonenumber-9.0.35 112
IL libphonenumber-9.0.35,aosp-eccdata-2023-12 100 101 102
IM gb-numbering-plan 112
IM libphonenumber-9.0.35 999
IN libphonenumber-9.0.35 101 102 108 1298 2611
IN libphonenumber-9.0.35,aosp-eccdata-2023-12 112
IN libphonenumber-9.0.35,aosp-eccdata-2023-12,in-trai-112 100
IO aosp-eccdata-2023-12 112
IQ aosp-eccdata-2023-12 130
IQ libphonenumber-9.0.35 100 104 115 122
IR libphonenumber-9.0.35 112 911
IR libphonenumber-9.0.35,aosp-eccdata-2023-12 110 115 125
IS eu-2007-116 116000 116006 116111 116117 116123
IS libphonenumber-9.0.35,aosp-eccdata-2023-12 112
IT eu-2007-116 116000 116006 116111 116117 116123
IT it-guardia-costiera-1530 1530
IT libphonenumber-9.0.35,aosp-eccdata-2023-12 112 113 115 118
IT se-pts-116016 116016
JE libphonenumber-9.0.35 112 999
JM libphonenumber-9.0.35 110 119 911
JM libphonenumber-9.0.35,aosp-eccdata-2023-12 112
JO libphonenumber-9.0.35 112 191 192 197
JO libphonenumber-9.0.35,aosp-eccdata-2023-12 911
JP aosp-eccdata-2023-12 118
JP libphonenumber-9.0.35,aosp-eccdata-2023-12 110 119
KE libphonenumber-9.0.35 112 114
KE libphonenumber-9.0.35,aosp-eccdata-2023-12 999
KG kg-mes-112 112
KG libphonenumber-9.0.35,aosp-eccdata-2023-12 101 102 103
KH libphonenumber-9.0.35 666
KH libphonenumber-9.0.35,aosp-eccdata-2023-12 117 118 119
KI libphonenumber-9.0.35 195 992 993 994
KI libphonenumber-9.0.35,aosp-eccdata-2023-12 192 193 194
KM libphonenumber-9.0.35,aosp-eccdata-2023-12 17 18
KN libphonenumber-9.0.35 999
KN libphonenumber-9.0.35,aosp-eccdata-2023-12 333 911
KP libphonenumber-9.0.35 119 819
KP libphonenumber-9.0.35,aosp-eccdata-2023-12 112
KR aosp-eccdata-2023-12 111 113 117 118 122 125
KR libphonenumber-9.0.35,aosp-eccdata-2023-12 112 119
KW libphonenumber-9.0.35,aosp-eccdata-2023-12 112
KY libphonenumber-9.0.35,aosp-eccdata-2023-12 911
KZ libphonenumber-9.0.35 112
KZ libphonenumber-9.0.35,aosp-eccdata-2023-12 101 102 103
LA aosp-eccdata-2023-12 1190 1191 1195
LA libphonenumber-9.0.35 190 191 195
LB libphonenumber-9.0.35 140 175 999
LB libphonenumber-9.0.35,aosp-eccdata-2023-12 112
LC libphonenumber-9.0.35,aosp-eccdata-2023-12 911 999
LI eu-2007-116 116000 116006 116111 116117 116123
LI libphonenumber-9.0.35 117 118 144
LI libphonenumber-9.0.35,aosp-eccdata-2023-12 112
LK libphonenumber-9.0.35 112 116 118
LK libphonenumber-9.0.35,aosp-eccdata-2023-12 110 119
LK lk-suwa-seriya 1990
LR libphonenumber-9.0.35 355
LR libphonenumber-9.0.35,aosp-eccdata-2023-12 911
LS aosp-eccdata-2023-12 121 122 123
LS libphonenumber-9.0.35 112 115 117
LT eu-2007-116 116000 116006 116111 116117 116123
LT libphonenumber-9.0.35 01 011 02 022 03 033 101 102 103
LT libphonenumber-9.0.35,aosp-eccdata-2023-12 112
LT se-pts-116016 116016
LU eu-2007-116 116000 116006 116111 116117 116123
LU libphonenumber-9.0.35 113
LU libphonenumber-9.0.35,aosp-eccdata-2023-12 112
LU se-pts-116016 116016
LV eu-2007-116 116000 116006 116111 116117 116123
LV libphonenumber-9.0.35 01 02 03 110 113
LV libphonenumber-9.0.35,aosp-eccdata-2023-12 112
LV se-pts-116016 116016
LY aosp-eccdata-2023-12 1515
LY libphonenumber-9.0.35 190 191 193
MA aosp-eccdata-2023-12 150 190
MA libphonenumber-9.0.35 15 177 19
MC libphonenumber-9.0.35 15 17 18
MC libphonenumber-9.0.35,aosp-eccdata-2023-12 112
MD libphonenumber-9.0.35 112
MD libphonenumber-9.0.35,aosp-eccdata-2023-12 901 902 903
ME libphonenumber-9.0.35 112
ME libphonenumber-9.0.35,aosp-eccdata-2023-12 122 123 124
MF fr-arcep-numbering-plan 112
MF libphonenumber-9.0.35 15 17 18
MG libphonenumber-9.0.35 17 18
MG libphonenumber-9.0.35,aosp-eccdata-2023-12 117 118
MH libphonenumber-9.0.35,aosp-eccdata-2023-12 911
MK libphonenumber-9.0.35 112
MK libphonenumber-9.0.35,aosp-eccdata-2023-12 192 193 194
ML libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
MM aosp-eccdata-2023-12 191 192
MM libphonenumber-9.0.35,aosp-eccdata-2023-12 199
MN libphonenumber-9.0.35 100 105
MN libphonenumber-9.0.35,aosp-eccdata-2023-12 101 102 103
MO libphonenumber-9.0.35,aosp-eccdata-2023-12 999
MO mo-psp-hotlines 110 112
MP libphonenumber-9.0.35,aosp-eccdata-2023-12 911
MP us-fcc-988 988
MP us-fcc-n11 211 311 511 711 811
MQ libphonenumber-9.0.35 112 15 17 18
MR aosp-eccdata-2023-12 117 118
MR libphonenumber-9.0.35 17 18
MS libphonenumber-9.0.35,aosp-eccdata-2023-12 911 999
MT eu-2007-116 116000 116006 116111 116117 116123
MT libphonenumber-9.0.35,aosp-eccdata-2023-12 112
MT se-pts-116016 116016
MU libphonenumber-9.0.35 995
MU libphonenumber-9.0.35,aosp-eccdata-2023-12 114 115 999
MV libphonenumber-9.0.35,aosp-eccdata-2023-12 102 118 119
MW libphonenumber-9.0.35 199
MW libphonenumber-9.0.35,aosp-eccdata-2023-12 997 998 999
MX libphonenumber-9.0.35 060 065 066 068 080
MX libphonenumber-9.0.35,aosp-eccdata-2023-12 911
MY libphonenumber-9.0.35 112
MY libphonenumber-9.0.35,aosp-eccdata-2023-12 999
MZ libphonenumber-9.0.35 197
MZ libphonenumber-9.0.35,aosp-eccdata-2023-12 117 119 198
NA libphonenumber-9.0.35,aosp-eccdata-2023-12 10111
NC libphonenumber-9.0.35 16
NC libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
NE libphonenumber-9.0.35 118
NE libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
NF libphonenumber-9.0.35 911 955 977
NG libphonenumber-9.0.35,aosp-eccdata-2023-12 199
NG ng-ncc-112 112
NI libphonenumber-9.0.35 120
NI libphonenumber-9.0.35,aosp-eccdata-2023-12 115 118 128
NL eu-2007-116 116000 116006 116111 116117 116123
NL libphonenumber-9.0.35 911
NL libphonenumber-9.0.35,aosp-eccdata-2023-12 112
NL nl-numbering-plan 113 144
NL se-pts-116016 116016
NO eu-2007-116 116000 116006 116111 116117 116123
NO libphonenumber-9.0.35,aosp-eccdata-2023-12 110 112 113
NP libphonenumber-9.0.35 103 112
NP libphonenumber-9.0.35,aosp-eccdata-2023-12 100 101 102
NR libphonenumber-9.0.35,aosp-eccdata-2023-12 110 111 112
NU libphonenumber-9.0.35,aosp-eccdata-2023-12 999
NZ aosp-eccdata-2023-12 112 911
NZ libphonenumber-9.0.35,aosp-eccdata-2023-12 111
NZ nz-police-105 105
OM libphonenumber-9.0.35 1444
OM libphonenumber-9.0.35,aosp-eccdata-2023-12 9999
PA aosp-eccdata-2023-12 104
PA libphonenumber-9.0.35,aosp-eccdata-2023-12 911
PE aosp-eccdata-2023-12,pe-emergency-lines 110
PE libphonenumber-9.0.35 117
PE libphonenumber-9.0.35,aosp-eccdata-2023-12 105 116
PE pe-emergency-lines 106
PF libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
PG aosp-eccdata-2023-12 112
PG libphonenumber-9.0.35 000
PG libphonenumber-9.0.35,aosp-eccdata-2023-12 110 111
PH libphonenumber-9.0.35 112 117
PH libphonenumber-9.0.35,aosp-eccdata-2023-12 911
PK libphonenumber-9.0.35 112 1122
PK libphonenumber-9.0.35,aosp-eccdata-2023-12 115 15 16
PL eu-2007-116 116000 116006 116111 116117 116123
PL libphonenumber-9.0.35 997 998 999
PL libphonenumber-9.0.35,aosp-eccdata-2023-12 112
PL se-pts-116016 116016
PM libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
PR libphonenumber-9.0.35,aosp-eccdata-2023-12 911
PR microsoft-933 933
PR us-fcc-988 988
PR us-fcc-n11 211 311 511 711 811
PS libphonenumber-9.0.35,aosp-eccdata-2023-12 100 101 102
PT aosp-eccdata-2023-12 911
PT eu-2007-116 116000 116006 116111 116117 116123
PT libphonenumber-9.0.35 115
PT libphonenumber-9.0.35,aosp-eccdata-2023-12 112
PT se-pts-116016 116016
PW libphonenumber-9.0.35,aosp-eccdata-2023-12 911
PY libphonenumber-9.0.35 128
PY libphonenumber-9.0.35,aosp-eccdata-2023-12 911
QA libphonenumber-9.0.35,aosp-eccdata-2023-12 999
RE libphonenumber-9.0.35 112
RE libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
RO eu-2007-116 116000 116006 116111 116117 116123
RO libphonenumber-9.0.35,aosp-eccdata-2023-12 112
RO se-pts-116016 116016
RS aosp-eccdata-2023-12 192 193 194
RS libphonenumber-9.0.35 112 92 93 94
RU aosp-eccdata-2023-12 104 121 123
RU libphonenumber-9.0.35 01 02 03
RU libphonenumber-9.0.35,aosp-eccdata-2023-12 101 102 103 112
RW libphonenumber-9.0.35,aosp-eccdata-2023-12 111 112
SA aosp-eccdata-2023-12 998
SA libphonenumber-9.0.35 112 911
SA libphonenumber-9.0.35,aosp-eccdata-2023-12 997 999
SB aosp-eccdata-2023-12 911 988
SB libphonenumber-9.0.35,aosp-eccdata-2023-12 999
SC libphonenumber-9.0.35,aosp-eccdata-2023-12 999
SD aosp-eccdata-2023-12 333
SD libphonenumber-9.0.35,aosp-eccdata-2023-12 999
SE eu-2007-116 116000 116006 116111 116117 116123
SE libphonenumber-9.0.35 90000
SE libphonenumber-9.0.35,aosp-eccdata-2023-12 112
SE se-numbering-plan 11313 11414 1177
SE se-pts-116016 116016
SG libphonenumber-9.0.35 993
SG libphonenumber-9.0.35,aosp-eccdata-2023-12 995 999
SG sg-scdf-1777 1777
SH libphonenumber-9.0.35,aosp-eccdata-2023-12 911 999
SI eu-2007-116 116000 116006 116111 116117 116123
SI libphonenumber-9.0.35 113
SI libphonenumber-9.0.35,aosp-eccdata-2023-12 112
SI se-pts-116016 116016
SJ libphonenumber-9.0.35 110 112 113
SK eu-2007-116 116000 116006 116111 116117 116123
SK libphonenumber-9.0.35 150 155 158
SK libphonenumber-9.0.35,aosp-eccdata-2023-12 112
SK se-pts-116016 116016
SL libphonenumber-9.0.35,aosp-eccdata-2023-12 019 999
SM libphonenumber-9.0.35,aosp-eccdata-2023-12 113 115 118
SN aosp-eccdata-2023-12 15
SN libphonenumber-9.0.35,aosp-eccdata-2023-12 17 18
SO libphonenumber-9.0.35 555 999
SO libphonenumber-9.0.35,aosp-eccdata-2023-12 888
SR libphonenumber-9.0.35,aosp-eccdata-2023-12 115
SS libphonenumber-9.0.35,aosp-eccdata-2023-12 999
ST libphonenumber-9.0.35,aosp-eccdata-2023-12 112
SV libphonenumber-9.0.35,aosp-eccdata-2023-12 911 913
SV sv-minsal-132 132
SX libphonenumber-9.0.35 919
SX sx-emergency-lines 911 912
SY libphonenumber-9.0.35,aosp-eccdata-2023-12 110 112 113
SZ aosp-eccdata-2023-12 911 933
SZ libphonenumber-9.0.35,aosp-eccdata-2023-12 999
TC libphonenumber-9.0.35 999
TC libphonenumber-9.0.35,aosp-eccdata-2023-12 911
TD libphonenumber-9.0.35,aosp-eccdata-2023-12 17 18
TG libphonenumber-9.0.35 171 172 177
TG libphonenumber-9.0.35,aosp-eccdata-2023-12 117 118
TH libphonenumber-9.0.35,aosp-eccdata-2023-12 1669 191 199
TJ libphonenumber-9.0.35 112
TJ libphonenumber-9.0.35,aosp-eccdata-2023-12 101 102 103
TK aosp-eccdata-2023-12 111
TL aosp-eccdata-2023-12 110
TL libphonenumber-9.0.35 115
TL libphonenumber-9.0.35,aosp-eccdata-2023-12 112
TM aosp-eccdata-2023-12 001 002 003
TM libphonenumber-9.0.35 01 02 03
TN libphonenumber-9.0.35,aosp-eccdata-2023-12 190 197 198
TO libphonenumber-9.0.35 911
TO libphonenumber-9.0.35,aosp-eccdata-2023-12 922 933 999
TR libphonenumber-9.0.35,aosp-eccdata-2023-12 110 155
TR libphonenumber-9.0.35,aosp-eccdata-2023-12,tr-interior-112 112
TR tr-interior-112 156 158
TT libphonenumber-9.0.35,aosp-eccdata-2023-12 990 999
TT tt-unhcr-811 811
TV libphonenumber-9.0.35,aosp-eccdata-2023-12 911
TW libphonenumber-9.0.35 112
TW libphonenumber-9.0.35,aosp-eccdata-2023-12 110 119
TZ libphonenumber-9.0.35 110 111 114 115 999
TZ libphonenumber-9.0.35,aosp-eccdata-2023-12 112
UA libphonenumber-9.0.35 112
UA libphonenumber-9.0.35,aosp-eccdata-2023-12 101 102 103
UG libphonenumber-9.0.35,aosp-eccdata-2023-12 999
UG ug-police-112 112
US libphonenumber-9.0.35 112
US libphonenumber-9.0.35,aosp-eccdata-2023-12 911
US microsoft-933 933
US nanpa-n11 211 311 411 511 611 711 811
US us-fcc-988 988
UY aosp-eccdata-2023-12 104 105 106
UY libphonenumber-9.0.35 128
UY libphonenumber-9.0.35,aosp-eccdata-2023-12 911
UZ aosp-eccdata-2023-12 101 102 103
UZ libphonenumber-9.0.35 001 002 003 01 02 03 050
UZ uz-cabinet-304-2024 112
VA libphonenumber-9.0.35 112
VA libphonenumber-9.0.35,aosp-eccdata-2023-12 113 115 118
VC libphonenumber-9.0.35 999
VC libphonenumber-9.0.35,aosp-eccdata-2023-12 911
VE libphonenumber-9.0.35 112 171
VE libphonenumber-9.0.35,aosp-eccdata-2023-12 911
VG libphonenumber-9.0.35 999
VG libphonenumber-9.0.35,aosp-eccdata-2023-12 911
VI libphonenumber-9.0.35,aosp-eccdata-2023-12 911
VI us-fcc-988 988
VI us-fcc-n11 211 311 511 711 811
VN libphonenumber-9.0.35,aosp-eccdata-2023-12 113 114 115
VN vn-decision-2023-2025 112
VU aosp-eccdata-2023-12 111 113
VU libphonenumber-9.0.35,aosp-eccdata-2023-12 112
WF libphonenumber-9.0.35,aosp-eccdata-2023-12 15 17 18
WS libphonenumber-9.0.35 994 995 996 999
WS libphonenumber-9.0.35,aosp-eccdata-2023-12 911
XK libphonenumber-9.0.35 112
XK libphonenumber-9.0.35,aosp-eccdata-2023-12 192 193 194
YE libphonenumber-9.0.35 191 194 195
YE libphonenumber-9.0.35,aosp-eccdata-2023-12 199
YT fr-arcep-numbering-plan 17 18
YT libphonenumber-9.0.35 112 15
ZA libphonenumber-9.0.35 10111 10177
ZA libphonenumber-9.0.35,aosp-eccdata-2023-12 112
ZM libphonenumber-9.0.35 112 999
ZM libphonenumber-9.0.35,aosp-eccdata-2023-12 991 993
ZW libphonenumber-9.0.35 112 994
ZW libphonenumber-9.0.35,aosp-eccdata-2023-12 993 995 999
`;

export const sourceTitleTable = `
libphonenumber-9.0.35 Google and contributors: libphonenumber 9.0.35, short-number metadata (Apache-2.0)
aosp-eccdata-2023-12 Google and contributors: Android Open Source Project, emergency number database of December 2023 (Apache-2.0)
itu-e164d-2016 ITU-T: List of ITU-T Recommendation E.164 assigned country codes, position on 15 December 2016
at-rtr-emergency RTR, Austria: Public short codes for emergency services (KEM-V 2009, sections 17 to 22)
be-112 Federal Public Service Home Affairs, Belgium: Emergency numbers 112, 100 and 101, and 1722 for what is not urgent
br-anatel-tridigit Anatel, Brazil: Public utility and emergency services with three-digit codes
ca-crtc-988 CRTC, Canada: Telecom Regulatory Policy CRTC 2022-234, three-digit code 988
cl-armada-137 Maritime Authority (Armada de Chile): 137, maritime emergencies
cn-numbering-plan-2017 Ministry of Industry and Information Technology, China: Telecommunications network numbering plan, 2017 edition
de-115 Federal Ministry of the Interior and partners, Germany: Single number for public authorities, 115
dk-police-114 Danish police and borger.dk: Emergencies: when to call 112 and 114
es-numbering-guide-2016 State Secretariat for the Information Society and Digital Agenda, Spain: National numbering plan, practical guide for users, version 6, short numbers
eu-2007-116 European Commission: Commission Decision 2007/116/EC on numbers beginning with 116, amended by 2007/698/EC and 2009/884/EC (EEA relevance)
fr-3114-3919 Ministries for Health and for Equality, France: National lines 3114 and 3919
fr-arcep-emergency-list ARCEP, France: Decision 02-1179 with the list of emergency numbers, as amended
fr-arcep-numbering-plan ARCEP, France: Decision 2018-0881 establishing the national numbering plan, as amended
gb-numbering-plan Ofcom, United Kingdom: The National Telephone Numbering Plan, Type A access codes and 116 numbers
gb-stop-scams-159 Stop Scams UK: 159, the Stop Scams line
gh-government-112 Government of Ghana: 112 as the number of all emergency services, announced on 28 January 2020
gr-coast-guard-108 Ministry of Maritime Affairs and Hellenic Coast Guard: Emergency telephone 108
gt-bomberos-voluntarios Volunteer fire brigade of Guatemala (CVB): Emergency line 122
in-trai-112 TRAI, India: Recommendations on a single emergency number, which describe 100, 101, 102 and 108
it-guardia-costiera-1530 Coast guard, Italy: Emergencies at sea, number 1530
kg-mes-112 Ministry of Emergency Situations, Kyrgyzstan: Unified duty dispatch service 112
lk-suwa-seriya Parliament of Sri Lanka: 1990 Suwa Seriya Foundation Act, No. 18 of 2018
microsoft-933 Microsoft: Emergency calling concepts: dial 933 to test
mo-psp-hotlines Public Security Police, Macao: General contact numbers: emergency hotlines 999, 110, 112
nanpa-n11 North American Numbering Plan Administrator and Canadian Numbering Administrator: N11 codes
ng-ncc-112 Nigerian Communications Commission: National emergency number 112
nl-numbering-plan Ministry of Economic Affairs and ACM, Netherlands: Numbering plan for telephone and ISDN services
nz-police-105 New Zealand Police: 105, police non-emergency
pe-emergency-lines Ministries of Health and of the Interior, Peru: Emergency lines 105, 106, 110, 116
se-numbering-plan PTS, Sweden: The Swedish numbering plan for telephony, 11 series
se-pts-116016 PTS, Sweden: Decision of 2023 on 116 016 in the numbering plan, harmonised for all EU member states
sg-scdf-1777 Singapore Civil Defence Force: 995 for emergencies, 1777 for ambulances otherwise
sv-minsal-132 Ministry of Health, El Salvador: Emergency medical system, 132
sx-emergency-lines Government of Sint Maarten, fire and ambulance departments: Emergency numbers 911, 912 and 919
tr-interior-112 Ministry of the Interior, Türkiye: 112 emergency call centres
tt-unhcr-811 UNHCR: Important numbers in Trinidad and Tobago
ug-police-112 Uganda Police Force: Toll-free emergency lines 999 and 112
us-fcc-988 FCC, United States: Implementation of the National Suicide Hotline Improvement Act, Report and Order FCC 20-100
us-fcc-n11 FCC, United States: Abbreviated dialling codes assigned nationwide (CC Docket 92-105)
uz-cabinet-304-2024 Cabinet of Ministers, Uzbekistan: Resolution No. 304 on the single dispatch service 112
vn-decision-2023-2025 Prime Minister of Viet Nam: Decision 2023/QD-TTg on the use of 112
`;
