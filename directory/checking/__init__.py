"""Opens the links of the directory, as a job or where staff ask for one, and notes what
it found for staff.

It changes no fact. It goes to public addresses only, sends nothing of anybody's, and
calls no number and writes to no address. Nothing that a person pastes comes here.

    addresses   which addresses we may go to
    web         one request, short and small
    pages       what an answer means
    trips       from a link through its redirects to a result
    mail        whether a name takes mail, from DNS alone
    run         which links, one after another, and into the table
    now         one of them, while a member of staff waits
"""
