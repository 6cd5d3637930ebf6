import pytest
from evidence import cases
from evidence.models import Case, Record
from helpcenter.sessions import SessionStore
from types import SimpleNamespace as NS
def test_all(db, django_assert_num_queries):
    s=SessionStore(); s["x"]=1; s.save()
    r=NS(session=s)
    assert cases.case_of(r) is None
    c=cases.case_for(r)
    c.remember(a=1); c.remember(b=2)
    assert c.facts=={"a":1,"b":2}
    e=c.add("incident",{"t":1}); e2=c.change("incident",e.id,{"t":2},1)
    with pytest.raises(cases.StaleRevision): c.change("incident",e.id,{"t":2},1)
    c.put("answer","safe",{"q":1}); c.put("answer","safe",{"q":2})
    s.save()
    s2=SessionStore(s.session_key); s2.get("x")
    with django_assert_num_queries(1):
        c2=cases.case_of(NS(session=s2)); assert c2.named("answer","safe").value=={"q":2}; assert c2.facts["b"]==2; assert c2.all("answer")[0].name=="safe"
    w=c2.keep()
    assert cases.case_of(NS(session=s)) is None
    s3=SessionStore()
    assert cases.open_with(NS(session=s3),"wrong words") is None
    c3=cases.open_with(NS(session=s3),w.upper().replace(" ","- ")); assert c3.all("incident")[0].value=={"t":2}
    c3.forget(); assert not Record.objects.exists() and not Case.objects.exists()
